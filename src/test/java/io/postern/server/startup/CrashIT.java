package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.testing.Acme;
import io.postern.testing.Api.Answer;
import io.postern.testing.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that was acknowledged is lost, whatever is killed, and the next start comes up by itself. */
class CrashIT {
    private static final int CLIENTS = 8;
    private static final int RECORDS = 300;
    private static final int ENOUGH_BATCHES = 24;

    enum Crash {
        SERVER,
        SERVER_AND_DATABASE,
        SERVER_AND_DATABASE_UNTIL_ALL_IS_QUIET
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Crash.class)
    void shouldKeepEveryAcknowledgedRecord(Crash crash) {
        // given
        Path data = folder.resolve("data");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        ServerProcess server = start(data);
        Acme acme = new Acme(server.base());
        String token = acme.token();

        // when
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                String name = "c" + client;
                clients.execute(() -> syncUntilNobodyAnswers(acme, token, name, acknowledged));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() >= ENOUGH_BATCHES);
            crash(server, crash, data);
        }

        // then
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH_BATCHES);
        try (ServerProcess again = start(data)) {
            Acme later = new Acme(again.base());
            String tokenOfBefore = later.token();
            assertThat(tokenOfBefore).isEqualTo(token);
            for (String batch : acknowledged) {
                Answer found = later.get(
                        "/rest/v1/leads.json?filterType=email&fields=email&filterValues=" + emails(batch), token);
                assertThat(found.result()).as(batch).hasSize(RECORDS);
            }
        }
    }

    private static void crash(ServerProcess server, Crash crash, Path data) {
        switch (crash) {
            case SERVER -> server.kill();
            case SERVER_AND_DATABASE -> server.killWithDatabase();
            case SERVER_AND_DATABASE_UNTIL_ALL_IS_QUIET -> {
                server.killWithDatabase();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> ProcessHandle.allProcesses()
                                .noneMatch(process -> process.info()
                                        .commandLine()
                                        .filter(command -> command.contains(data.toString()))
                                        .isPresent()));
            }
        }
    }

    private static void syncUntilNobodyAnswers(Acme acme, String token, String client, Set<String> acknowledged) {
        for (int batch = 0; ; batch++) {
            String name = client + "b" + batch;
            Answer answer;
            try {
                answer = acme.sync(records(name), token);
            } catch (AssertionError e) {
                return;
            }
            if (!answer.json().path("success").asBoolean()) {
                return;
            }
            acknowledged.add(name);
        }
    }

    private static String records(String batch) {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> "{\"email\":\"" + email(batch, i) + "\"}")
                .collect(Collectors.joining(",", "{\"input\":[", "]}"));
    }

    private static String emails(String batch) {
        return IntStream.range(0, RECORDS).mapToObj(i -> email(batch, i)).collect(Collectors.joining(","));
    }

    private static String email(String batch, int record) {
        return batch + "r" + record + "@c.example";
    }

    private static ServerProcess start(Path data) {
        return ServerProcess.start(data, Map.of(), "--access", Acme.ACCESS_FILE.toString());
    }
}
