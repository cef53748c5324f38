package io.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where and with what was measured. */
final class Machine {
    private Machine() {}

    static List<String> facts(Path root, String postgres, String keycloak) throws IOException {
        return List.of(
                "Date: "
                        + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
                                .format(ZonedDateTime.now(ZoneOffset.UTC)),
                "Postern: "
                        + Command.run(
                                        Duration.ofSeconds(10),
                                        Map.of(),
                                        List.of("git", "-C", root.toString(), "describe", "--always", "--dirty"))
                                .strip(),
                "CPU: " + value("/proc/cpuinfo", "model name") + ", "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores; load generator and server share them",
                "Memory: "
                        + Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024 / 1024
                        + " GiB",
                "Load average before: "
                        + Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                "Kernel: " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "JDK: " + System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
                "PostgreSQL: " + postgres,
                "Keycloak: " + keycloak);
    }

    private static String value(String file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
