package io.postern.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The peer: Keycloak's own distribution with the settings that it comes with, in production mode, its database in a file. A client
 * credentials grant there does not touch the database either.
 */
final class Keycloak {
    static final String TOKEN = "/realms/bench/protocol/openid-connect/token";

    private static final Pattern READY = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final Path home;
    private final Path log;

    /** @param unpacked the folder with the distribution */
    Keycloak(Path unpacked, Path folder) throws IOException {
        try (Stream<Path> homes = Files.list(unpacked)) {
            this.home = homes.filter(path -> Files.exists(path.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow(() -> new BenchFailure("no Keycloak in " + unpacked));
        }
        this.log = folder.resolve("keycloak.log");
    }

    String version() {
        return home.getFileName().toString().replace("keycloak-", "");
    }

    /** Starts it; the first time it is built and fills its database before, which is not in the time of the start. */
    ServerProcess start() throws IOException {
        Path prepared = home.resolve("prepared");
        if (!Files.exists(prepared)) {
            Command.run(Duration.ofMinutes(3), Map.of(), List.of(program(), "build", "--db=dev-file"));
            Path realms = Files.createDirectories(home.resolve("data/import"));
            try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak-realm.json")) {
                Files.copy(realm, realms.resolve("bench-realm.json"), StandardCopyOption.REPLACE_EXISTING);
            }
            start("--import-realm").close();
            Files.createFile(prepared);
        }
        return start(new String[0]);
    }

    private ServerProcess start(String... more) {
        List<String> command = new ArrayList<>(List.of(
                program(),
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + Ports.free(),
                "--hostname-strict=false"));
        command.addAll(List.of(more));
        return ServerProcess.start(command, Map.of(), log, READY);
    }

    private String program() {
        return home.resolve("bin/kc.sh").toString();
    }
}
