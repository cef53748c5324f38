package io.postern.server.startup;

import io.postern.foundation.store.DataFolder;
import io.postern.foundation.store.DatabaseAddress;
import io.postern.foundation.store.EmbeddedPostgres;
import io.postern.foundation.store.StartupFailure;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server that is being started: its settings, its locked data folder, and its embedded database, which comes up beside the
 * rest of the server.
 */
public final class Launch implements AutoCloseable {
    private final ServerSettings settings;
    private final DataFolder data;
    private final boolean hadData;
    private final CompletableFuture<Optional<EmbeddedPostgres>> embedded;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Launch(
            ServerSettings settings,
            DataFolder data,
            boolean hadData,
            CompletableFuture<Optional<EmbeddedPostgres>> embedded) {
        this.settings = settings;
        this.data = data;
        this.hadData = hadData;
        this.embedded = embedded;
    }

    /**
     * Locks the data folder and begins to start the embedded database, unless another one is given.
     *
     * @throws StartupFailure when the folder cannot be used or the given address is not one
     */
    public static Launch begin(ServerSettings settings) {
        settings.databaseUrl().ifPresent(DatabaseAddress::parse);
        DataFolder data = DataFolder.open(settings.dataFolder());
        boolean hadData = EmbeddedPostgres.isMadeIn(data);
        CompletableFuture<Optional<EmbeddedPostgres>> embedded = settings.databaseUrl()
                        .isPresent()
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.supplyAsync(
                        () -> Optional.of(EmbeddedPostgres.start(data, new SecureRandom())),
                        work -> Thread.ofPlatform().name("embedded-postgres").start(work));
        return new Launch(settings, data, hadData, embedded);
    }

    public ServerSettings settings() {
        return settings;
    }

    /** Whether the embedded database was there before: only then is a start expected to be quick. */
    public boolean hadData() {
        return hadData;
    }

    public DataFolder data() {
        return data;
    }

    /**
     * The database, once it takes connections.
     *
     * @throws StartupFailure when the embedded one does not come up
     */
    DatabaseAddress database() {
        return settings.databaseUrl()
                .map(DatabaseAddress::parse)
                .orElseGet(() -> embedded().orElseThrow().address());
    }

    /** Stops the embedded database, and gives the data folder free. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            embedded().ifPresent(EmbeddedPostgres::stop);
        } catch (StartupFailure e) {
            // it never came up; whoever waited for it has told so
        } finally {
            data.close();
        }
    }

    private Optional<EmbeddedPostgres> embedded() {
        try {
            return embedded.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartupFailure failure) {
                throw failure;
            }
            throw e;
        }
    }
}
