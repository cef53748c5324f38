package io.postern.foundation.store;

import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Subscriptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store for tests that need no server: one embedded PostgreSQL a JVM, in {@code target/test-store}, made anew at the first
 * use and stopped when the JVM ends. Its programs stay unpacked from run to run.
 */
public final class TestStore {
    private static final Path FOLDER = Path.of("target", "test-store");
    private static final int CONNECTIONS = 20;
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final int FIRST_OWN_ROLE = 105;
    private static final AtomicInteger SUBSCRIPTIONS = new AtomicInteger();

    private TestStore() {}

    /** The store, open. */
    public static Store store() {
        return Started.STORE;
    }

    /** Where its database is. */
    static DatabaseAddress address() {
        return Started.POSTGRES.address();
    }

    /** A subscription that no other test uses. */
    public static Subscription subscription() {
        MunchkinId id = new MunchkinId("%03d-TST-000".formatted(SUBSCRIPTIONS.incrementAndGet()));
        return store().inTransaction(handle -> new Subscriptions()
                .create(
                        handle,
                        SubscriptionStore.takeId(handle),
                        id,
                        Settings.named(id.value()),
                        FIRST_OWN_ROLE,
                        CREATED));
    }

    private static final class Started {
        private static final Store STORE = new Store();
        private static final EmbeddedPostgres POSTGRES = start(STORE);
    }

    private static EmbeddedPostgres start(Store store) {
        deleteDatabase();
        DataFolder folder = DataFolder.open(FOLDER);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, new SecureRandom());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            store.close();
            postgres.stop();
            folder.close();
        }));
        store.open(postgres.address(), CONNECTIONS);
        return postgres;
    }

    private static void deleteDatabase() {
        Path database = FOLDER.resolve("database");
        if (!Files.exists(database)) {
            return;
        }
        try (var paths = Files.walk(database)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
            Files.deleteIfExists(FOLDER.resolve("database.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
