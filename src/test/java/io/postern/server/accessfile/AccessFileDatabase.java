package io.postern.server.accessfile;

import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.directory.Directories;
import io.postern.access.role.Roles;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.Users;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.DataFolder;
import io.postern.foundation.store.EmbeddedPostgres;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Passwords;
import io.postern.foundation.vault.TestVault;
import io.postern.foundation.vault.Vault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/** One database and one set of services for all tests of this package; the clock stands still at {@link #NOW}. */
final class AccessFileDatabase {
    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    static final SubscriptionClock CLOCK = subscription -> NOW;
    static final SecureRandom RANDOM = new SecureRandom();
    static final DataFolder FOLDER = DataFolder.open(Path.of("target", "test-accessfile"));
    static final Store STORE = new Store();
    static final Vault VAULT = new Vault();
    static final AuditTrail AUDIT = new AuditTrail(VAULT);
    static final Passwords PASSWORDS = new Passwords();
    static final Roles ROLES = new Roles();
    static final Users USERS = new Users(ROLES);
    static final CustomServices SERVICES = new CustomServices(ROLES, VAULT, RANDOM);
    static final Subscriptions SUBSCRIPTIONS = new Subscriptions();
    static final Directories DIRECTORIES = new Directories(STORE);
    static final Changes CHANGES = new Changes(STORE, DIRECTORIES, AUDIT, SUBSCRIPTIONS, ROLES, CLOCK);
    static final AccessFileApplier APPLIER =
            new AccessFileApplier(STORE, CHANGES, ROLES, USERS, SERVICES, SUBSCRIPTIONS, PASSWORDS);

    static {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(FOLDER, RANDOM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            STORE.close();
            postgres.stop();
        }));
        STORE.open(postgres.address(), 10);
        TestVault.open(VAULT, STORE, RANDOM, NOW);
    }

    private AccessFileDatabase() {}
}
