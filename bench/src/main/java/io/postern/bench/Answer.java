package io.postern.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An answer that one server gave, for another one to repeat.
 *
 * @param headers all but the length, which the engine sends by itself
 */
record Answer(Map<String, String> headers, byte[] body) {
    static Answer of(HttpResponse<byte[]> response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-length")) {
                headers.put(name, String.join(", ", values));
            }
        });
        return new Answer(headers, response.body());
    }

    /** Reads what {@link #writeTo} has written. */
    static Answer readFrom(Path file) throws IOException {
        String[] parts = Files.readString(file).split("\n\n", 2);
        Map<String, String> headers = new TreeMap<>();
        parts[0].lines().map(line -> line.split(": ", 2)).forEach(header -> headers.put(header[0], header[1]));
        return new Answer(headers, parts[1].getBytes(StandardCharsets.UTF_8));
    }

    Path writeTo(Path file) throws IOException {
        String head = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\n")
                .collect(Collectors.joining());
        return Files.writeString(file, head + "\n" + text());
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
