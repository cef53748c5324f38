package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.testing.Acme;
import io.postern.testing.KeptConnection;
import io.postern.testing.KeptConnection.Answer;
import io.postern.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The default limits under many clients, judged by the server's own instants of admission. What a client does not see, because
 * it fails or sends a call again, would look like a call that is counted twice: so each is sent once, and a failure is told.
 */
class LimitsIT {
    private static final String USAGE = "/rest/v1/stats/usage.json";
    private static final int CLIENTS = 64;
    private static final Duration TIME = Duration.ofSeconds(45);
    private static final int CALLS = 100;
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final Pattern ADMITTED = Pattern.compile("admitted a call at (\\S+)");
    private static final Map<String, String> TRACED =
            Map.of("QUARKUS_LOG_CATEGORY__IO_POSTERN_GATE_ADMISSION__LEVEL", "TRACE");

    @TempDir
    Path folder;

    private long refusedWhileAsking;

    @Test
    void shouldAdmitNoMoreThanTheLimitInAnyWindowAndCountWhatClientsSaw() throws Exception {
        Map<String, Long> seen = new ConcurrentHashMap<>();
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("data"), TRACED, "--access", Acme.ACCESS_FILE.toString())) {
            String base = server.base();
            String token = new Acme(base).token();

            long end = System.nanoTime() + TIME.toNanos();
            List<Future<?>> calling = new ArrayList<>();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int client = 0; client < CLIENTS; client++) {
                    calling.add(clients.submit(() -> callUntil(end, base, token, seen)));
                }
            }
            for (Future<?> client : calling) {
                client.get();
            }

            assertThat(seen.keySet()).isSubsetOf("200 ", "200 606", "200 615");
            // the calls that ask are counted too
            JsonNode usage = ask(base, token, "/rest/v1/stats/usage.json");
            Map<String, Long> errors = errors(ask(base, token, "/rest/v1/stats/errors.json"));
            assertThat(usage.path("total").asLong()).isEqualTo(seen.getOrDefault("200 ", 0L) + 1);
            assertThat(errors.getOrDefault("615", 0L)).isEqualTo(seen.getOrDefault("200 615", 0L));
            assertThat(errors.getOrDefault("606", 0L)).isEqualTo(seen.getOrDefault("200 606", 0L) + refusedWhileAsking);

            List<Instant> admitted = admitted(server);
            assertThat(admitted).hasSize(Math.toIntExact(seen.getOrDefault("200 ", 0L) + 2));
            assertThat(seen.get("200 ")).isGreaterThanOrEqualTo(2 * CALLS);
            for (int i = CALLS; i < admitted.size(); i++) {
                assertThat(Duration.between(admitted.get(i - CALLS), admitted.get(i)))
                        .as("from call %d to the hundredth after it", i - CALLS)
                        .isGreaterThanOrEqualTo(WINDOW);
            }
        }
    }

    private static boolean callUntil(long end, String base, String token, Map<String, Long> seen) throws IOException {
        try (KeptConnection connection = new KeptConnection(base)) {
            while (System.nanoTime() < end) {
                Answer answer = connection.get(USAGE, token);
                seen.merge(answer.status() + " " + answer.error(), 1L, Long::sum);
            }
            return true;
        }
    }

    /** Asks until there is room again. */
    private JsonNode ask(String base, String token, String path) throws IOException {
        try (KeptConnection connection = new KeptConnection(base)) {
            return await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> {
                                Answer answer = connection.get(path, token);
                                if (answer.error().equals("606")) {
                                    refusedWhileAsking++;
                                }
                                return answer.json().path("result").path(0);
                            },
                            result -> !result.isMissingNode());
        }
    }

    private static Map<String, Long> errors(JsonNode day) {
        Map<String, Long> errors = new HashMap<>();
        day.path("errors")
                .forEach(error -> errors.put(
                        error.path("errorCode").asText(), error.path("count").asLong()));
        return errors;
    }

    private static List<Instant> admitted(ServerProcess server) {
        List<Instant> instants = new ArrayList<>();
        for (String line : server.errors()) {
            Matcher matcher = ADMITTED.matcher(line);
            if (matcher.find()) {
                instants.add(Instant.parse(matcher.group(1)));
            }
        }
        instants.sort(null);
        return instants;
    }
}
