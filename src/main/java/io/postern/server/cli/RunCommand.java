package io.postern.server.cli;

import io.postern.foundation.store.StartupFailure;
import io.postern.server.startup.Launch;
import io.postern.server.startup.LogFormat;
import io.postern.server.startup.ServerSettings;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code postern run}: a server in the foreground, until it is told to end. */
@Command(name = "run", description = "Starts a server in the foreground.")
final class RunCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "PORT", description = "TCP port for HTTP; 0 picks a free one. Default: 8080")
    private @Nullable Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of this server's data. Default: postern-data")
    private @Nullable Path data;

    @Option(names = "--access", paramLabel = "FILE", description = "Access file to apply at the start")
    private @Nullable Path access;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help")
    private boolean help;

    @Option(names = "--until-ready", hidden = true, description = "Ends as soon as the server is ready")
    private boolean untilReady;

    @Override
    public Integer call() {
        try {
            ServerSettings settings = settings(Settings.read(System.getenv(), Path.of("postern.yaml")));
            settings.accessFile().ifPresent(RunCommand::requireFile);
            requireFreePort(settings);
            try (Launch launch = Launch.begin(settings)) {
                return run(launch);
            }
        } catch (StartupFailure e) {
            System.err.println("postern: " + e.line());
            return 1;
        }
    }

    private int run(Launch launch) {
        System.setProperty(
                "quarkus.http.port", Integer.toString(launch.settings().port()));
        System.setProperty("quarkus.http.host", launch.settings().host());
        System.setProperty(
                "quarkus.log.console.json.enabled",
                Boolean.toString(launch.settings().logFormat() == LogFormat.JSON));
        // twice as many, as is usual, take turns on the processors that the database needs
        System.setProperty(
                "quarkus.vertx.event-loops-pool-size",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        PosternApplication.launch(launch, untilReady);
        AtomicInteger exit = new AtomicInteger();
        Quarkus.run(PosternApplication.class, (code, failure) -> {
            exit.set(failure == null ? code : 1);
        });
        return exit.get();
    }

    private ServerSettings settings(Settings given) {
        try {
            ServerSettings.Builder settings = ServerSettings.in(Optional.ofNullable(data)
                            .or(() -> given.text("postern.data").map(Path::of))
                            .orElse(Path.of("postern-data")))
                    .withAccessFile(Optional.ofNullable(access)
                            .or(() -> given.text("postern.access").map(Path::of)))
                    .withPublicUrl(given.text("postern.public.url"))
                    .withTrustedProxies(given.addresses("postern.trusted.proxies"))
                    .withDatabaseUrl(given.text("postern.database.url"))
                    .withMasterKey(given.text("postern.master.key"))
                    .withAdminEmail(given.text("postern.admin.email"))
                    .withAdminPassword(given.text("postern.admin.password"));
            Optional.ofNullable(port).or(() -> given.number("postern.port")).ifPresent(settings::withPort);
            given.text("postern.host").ifPresent(settings::withHost);
            given.number("postern.database.connections").ifPresent(settings::withDatabaseConnections);
            given.choice("postern.log.format", LogFormat.class).ifPresent(settings::withLogFormat);
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw new StartupFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireFile(Path accessFile) {
        if (!Files.isRegularFile(accessFile)) {
            throw new StartupFailure("The access file " + accessFile
                    + (Files.exists(accessFile) ? " is not a file" : " does not exist") + "; name one with --access");
        }
    }

    /** Told before anything is started; the server itself would tell it later and at length. */
    private static void requireFreePort(ServerSettings settings) {
        if (settings.port() == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException e) {
            throw new StartupFailure(
                    "Port " + settings.port() + " on " + settings.host() + " cannot be used (" + e.getMessage()
                            + "). Choose another one with --port, or 0 for a free one; the address is POSTERN_HOST",
                    e);
        }
    }
}
