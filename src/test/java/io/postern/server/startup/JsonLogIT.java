package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.testing.Acme;
import io.postern.testing.Api.Answer;
import io.postern.testing.ServerProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of the packaged server as JSON. */
class JsonLogIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void shouldWriteOneObjectALineWithTheIdOfTheRequestAndTheStackTraceInOneField() {
        Map<String, String> environment = Map.of(
                "POSTERN_LOG_FORMAT", "json",
                "QUARKUS_LOG_CATEGORY__IO_POSTERN_GATE__LEVEL", "DEBUG");
        ServerProcess server =
                ServerProcess.start(folder.resolve("data"), environment, "--access", Acme.ACCESS_FILE.toString());
        Answer answer;
        try (server) {
            Acme acme = new Acme(server.base());
            answer = acme.sync("{\"quoted\"\n", acme.token());
            server.postmaster().destroyForcibly();
            await().until(() -> server.errors().stream().anyMatch(line -> line.contains("cannot be reached")));
        }

        List<JsonNode> lines = server.errors().stream().map(JsonLogIT::read).toList();

        assertThat(lines)
                .filteredOn(line -> line.hasNonNull("requestId"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.fieldNames())
                            .toIterable()
                            .containsExactly("timestamp", "logger", "level", "message", "requestId", "stackTrace");
                    assertThat(line.path("requestId")).isEqualTo(answer.json().path("requestId"));
                    assertThat(line.path("level").asText()).isEqualTo("DEBUG");
                    assertThat(line.path("logger").asText()).isEqualTo("io.postern.gate.Content");
                    assertThat(line.path("message").asText()).isEqualTo("The request sent something else than JSON");
                    assertThat(line.path("stackTrace").asText()).contains("JsonEOFException", "\n\tat ");
                });
        assertThat(lines)
                .filteredOn(line -> !line.hasNonNull("requestId"))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.path("timestamp").asText()).endsWith("Z");
                    assertThat(Instant.parse(line.path("timestamp").asText())).isNotNull();
                    assertThat(line.fieldNames()).toIterable().startsWith("timestamp", "logger", "level", "message");
                });
        assertThat(server.output()).anyMatch(line -> line.startsWith("Postern is ready: "));
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
