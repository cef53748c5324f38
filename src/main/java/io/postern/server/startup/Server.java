package io.postern.server.startup;

import io.postern.access.directory.Directories;
import io.postern.access.session.SetUpLink;
import io.postern.console.PublicAddress;
import io.postern.foundation.files.TemporaryFiles;
import io.postern.foundation.store.StartupFailure;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Vault;
import io.postern.foundation.wire.ClientAddresses;
import io.postern.gate.Gate;
import io.postern.server.accessfile.AccessFileApplier;
import io.postern.server.accessfile.AccessFileInvalid;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The server as a whole: brought up in order, and taken down in the reverse order. */
@Singleton
public final class Server {
    private static final Logger LOG = Logger.getLogger(Server.class);

    /** How long calls that are being served when the server stops are waited for. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final Store store;
    private final Vault vault;
    private final MasterKeys masterKeys;
    private final FirstSubscription firstSubscription;
    private final AccessFileApplier accessFile;
    private final Heartbeat heartbeat;
    private final Directories directories;
    private final Gate gate;
    private final SetUpLink setUpLink;
    private final PublicAddress publicAddress;
    private final ClientAddresses clientAddresses;
    private final TemporaryFiles files;
    private final SecureRandom random;
    private volatile boolean up;

    Server(
            Store store,
            Vault vault,
            MasterKeys masterKeys,
            FirstSubscription firstSubscription,
            AccessFileApplier accessFile,
            Heartbeat heartbeat,
            Directories directories,
            Gate gate,
            SetUpLink setUpLink,
            PublicAddress publicAddress,
            ClientAddresses clientAddresses,
            TemporaryFiles files,
            SecureRandom random) {
        this.store = store;
        this.vault = vault;
        this.masterKeys = masterKeys;
        this.firstSubscription = firstSubscription;
        this.accessFile = accessFile;
        this.heartbeat = heartbeat;
        this.directories = directories;
        this.gate = gate;
        this.setUpLink = setUpLink;
        this.publicAddress = publicAddress;
        this.clientAddresses = clientAddresses;
        this.files = files;
        this.random = random;
    }

    /**
     * What the operator is told beside the line that says that the server is ready.
     *
     * @param setUpPath path and query of the link for the first administrator; empty when somebody can sign in
     */
    public record Opened(List<String> lines, Optional<String> setUpPath) {}

    /**
     * Brings everything up that needs the database.
     *
     * @throws StartupFailure when the operator must set something right first
     * @throws AccessFileInvalid when the access file has mistakes
     */
    public Opened open(Launch launch) {
        publicAddress.use(launch.settings().publicUrl());
        clientAddresses.trust(launch.settings().trustedProxies());
        files.open(launch.data().resolve("calls-in-progress"));
        store.open(launch.database(), launch.settings().databaseConnections());
        vault.open(masterKeys.find(launch.settings().masterKey(), launch.data()), random);
        List<String> lines = new ArrayList<>();
        Optional<Integer> applied = launch.settings().accessFile().map(file -> apply(file, launch, lines));
        int subscription = firstSubscription.ensure(launch.settings(), applied);
        Optional<String> setUpPath = firstSubscription.hasPeople(subscription)
                ? Optional.empty()
                : Optional.of(setUpLink.path(subscription));
        heartbeat.start();
        up = true;
        return new Opened(List.copyOf(lines), setUpPath);
    }

    private int apply(Path file, Launch launch, List<String> lines) {
        AccessFileApplier.Applied applied = accessFile.apply(file, System.getenv(), launch.data());
        applied.secretsFile().ifPresent(path -> lines.add("Generated client secrets are in " + path));
        return applied.subscriptionId();
    }

    /** Whether calls can be answered: everything is up, and what this node holds was confirmed lately. */
    public boolean isReady() {
        return up && directories.isConfirmed();
    }

    /** Takes everything down that {@link #open} has brought up; calls that are being served may end first, and usage is written. */
    public void close() {
        if (up) {
            up = false;
            if (!gate.close(LONGEST_WAIT)) {
                LOG.warnf("Calls that take longer than %d s are cut off", LONGEST_WAIT.toSeconds());
            }
            heartbeat.stop();
        }
        store.close();
    }
}
