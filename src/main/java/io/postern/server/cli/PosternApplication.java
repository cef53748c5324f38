package io.postern.server.cli;

import io.postern.foundation.store.StartupFailure;
import io.postern.server.accessfile.AccessFileInvalid;
import io.postern.server.startup.Launch;
import io.postern.server.startup.Server;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** The server inside Quarkus: opens it once HTTP listens, says that it is ready, and closes it when Quarkus ends. */
public final class PosternApplication implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(PosternApplication.class);
    private static final long EXPECTED_START_MILLIS = 3000;

    /** Quarkus makes the object; what was launched before it can reach it in no other way. */
    private static final AtomicReference<Launched> LAUNCHED = new AtomicReference<>();

    private final Server server;

    PosternApplication(Server server) {
        this.server = server;
    }

    /** @param untilReady whether the server ends as soon as it is ready */
    private record Launched(Launch launch, boolean untilReady) {}

    static void launch(Launch launch, boolean untilReady) {
        LAUNCHED.set(new Launched(launch, untilReady));
    }

    @Override
    public int run(String... arguments) {
        Launched launched = Objects.requireNonNull(LAUNCHED.get(), "launch first");
        try {
            Server.Opened opened = server.open(launched.launch());
            int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
            String address = "http://localhost:" + port;
            System.out.println("Postern is ready: " + address);
            opened.lines().forEach(System.out::println);
            String reached = launched.launch().settings().publicUrl().orElse(address);
            opened.setUpPath()
                    .ifPresent(path -> System.out.println(
                            "There is no administrator yet. Become the first one at " + reached + path));
            tellASlowStart(launched.launch());
        } catch (StartupFailure e) {
            System.err.println("postern: " + e.line());
            return 1;
        } catch (AccessFileInvalid e) {
            System.err.println("postern: the access file was not applied:");
            e.lines().forEach(System.err::println);
            return 1;
        } catch (RuntimeException | Error e) {
            LOG.error("The server could not be started, for a reason that nobody foresaw", e);
            return 1;
        }
        if (!launched.untilReady()) {
            Quarkus.waitForExit();
        }
        return 0;
    }

    private static void tellASlowStart(Launch launch) {
        long took = ManagementFactory.getRuntimeMXBean().getUptime();
        if (launch.hadData() && took > EXPECTED_START_MILLIS) {
            LOG.warnf("The start took %d ms; with its data present a server is expected to be ready within 3 s", took);
        }
    }

    /** Everything is stopped here and not after Quarkus: a process that is told to end does not come that far. */
    void stop(@Observes ShutdownEvent event) {
        server.close();
        Launched launched = LAUNCHED.get();
        if (launched != null) {
            launched.launch().close();
        }
    }
}
