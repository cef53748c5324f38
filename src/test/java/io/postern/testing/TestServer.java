package io.postern.testing;

import io.postern.foundation.wire.AddressRange;
import io.postern.server.startup.Launch;
import io.postern.server.startup.Server;
import io.postern.server.startup.ServerSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the server under test as the command line does, once for all tests, on an empty data folder. */
@Singleton
public class TestServer {
    /** The data folder of the server under test. */
    public static final Path FOLDER = Path.of("target", "test-server");

    /** Whoever asks from this machine may say for whom, in {@code X-Forwarded-For}. */
    private static final List<AddressRange> PROXIES =
            List.of(AddressRange.parse("127.0.0.1").orElseThrow());

    private final Server server;
    private @Nullable Launch launch;

    TestServer(Server server) {
        this.server = server;
    }

    void start(@Observes StartupEvent event) throws IOException {
        delete(FOLDER);
        launch = Launch.begin(ServerSettings.in(FOLDER)
                .withPort(0)
                .withHost("localhost")
                .withTrustedProxies(PROXIES)
                .build());
        server.open(launch);
    }

    void stop(@Observes ShutdownEvent event) {
        server.close();
        if (launch != null) {
            launch.close();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
