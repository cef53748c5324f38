package io.postern.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The load generator for HTTP: one thread, a number of connections, on each the next request once the last is answered. */
final class Wrk {
    private final Path folder;
    private final Path script;

    Wrk(Path folder) throws IOException {
        this.folder = folder;
        this.script = folder.resolve("load.lua");
        try (InputStream lua = Wrk.class.getResourceAsStream("/load.lua")) {
            Files.copy(lua, script, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Keeps requests in a file, for {@link #run} to choose from at random. */
    Path keep(String name, List<Request> requests) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".requests"),
                requests.stream().map(Request::onTheWire).collect(Collectors.joining("\0")));
    }

    Load run(Path requests, int port, int connections, Duration time) {
        String printed = Command.run(
                time.plusSeconds(30),
                Map.of(),
                List.of(
                        "wrk",
                        "--threads=1",
                        "--connections=" + connections,
                        "--duration=" + time.toSeconds() + "s",
                        "--timeout=10s",
                        "--script=" + script,
                        "http://127.0.0.1:" + port,
                        "--",
                        requests.toString()));
        long[] numbers = printed.lines()
                .filter(line -> line.startsWith("result "))
                .map(line -> List.of(line.substring("result ".length()).split(" ")).stream()
                        .mapToLong(Long::parseLong)
                        .toArray())
                .findFirst()
                .orElseThrow(() -> new BenchFailure("wrk gave no result: " + printed));
        return new Load(numbers[0] * 1e6 / numbers[1], micros(numbers[2]), micros(numbers[3]), numbers[0], numbers[4]);
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1000);
    }

    /** A request with its head and body. */
    record Request(String method, String path, Map<String, String> headers, String body) {
        static Request get(String path, String token) {
            return new Request("GET", path, Map.of("Authorization", "Bearer " + token), "");
        }

        String onTheWire() {
            StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
            headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
            if (!body.isEmpty()) {
                text.append("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
            }
            return text.append("\r\n").append(body).toString();
        }
    }
}
