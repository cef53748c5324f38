package io.postern.operations.startup;

import io.postern.access.Directories;
import io.postern.foundation.store.StartupFailure;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Vault;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;

/** The server as a whole: brought up in order, and taken down in the reverse order. */
@Singleton
public final class Server {
    private final Store store;
    private final Vault vault;
    private final MasterKeys masterKeys;
    private final FirstSubscription firstSubscription;
    private final Heartbeat heartbeat;
    private final Directories directories;
    private final SecureRandom random;
    private volatile boolean up;

    Server(
            Store store,
            Vault vault,
            MasterKeys masterKeys,
            FirstSubscription firstSubscription,
            Heartbeat heartbeat,
            Directories directories,
            SecureRandom random) {
        this.store = store;
        this.vault = vault;
        this.masterKeys = masterKeys;
        this.firstSubscription = firstSubscription;
        this.heartbeat = heartbeat;
        this.directories = directories;
        this.random = random;
    }

    /**
     * Brings everything up that needs the database.
     *
     * @return lines for the operator, beside the one that says that the server is ready
     * @throws StartupFailure when the operator must set something right first
     */
    public List<String> open(Launch launch) {
        store.open(launch.database(), launch.settings().databaseConnections());
        vault.open(masterKeys.find(launch.settings().masterKey(), launch.data()), random);
        firstSubscription.ensure(launch.settings());
        heartbeat.start();
        up = true;
        return firstSubscription.hasPeople()
                ? List.of()
                : List.of("There is no administrator yet: give one with --access FILE, or with POSTERN_ADMIN_EMAIL and"
                        + " POSTERN_ADMIN_PASSWORD at the next start");
    }

    /** Whether calls can be answered: everything is up, and what this node holds was confirmed lately. */
    public boolean isReady() {
        return up && directories.isConfirmed();
    }

    /** Takes everything down that {@link #open} has brought up; usage is written first. */
    public void close() {
        if (up) {
            up = false;
            heartbeat.stop();
        }
        store.close();
    }
}
