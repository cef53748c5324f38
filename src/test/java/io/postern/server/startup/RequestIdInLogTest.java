package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.Permission;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.LoggingOperations;
import io.postern.testing.TestSubscriptions;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line that is written while a request is worked on has its id, and no other line has one. */
@QuarkusTest
class RequestIdInLogTest {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger ADMISSION = Logger.getLogger("io.postern.gate.Admission");

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Vertx vertx;

    private final Lines lines = new Lines(console());
    private String token = "";

    /** What the console gets, line by line. */
    private static final class Lines extends ExtHandler {
        private final List<String> written = new CopyOnWriteArrayList<>();

        Lines(Handler console) {
            setFormatter(console.getFormatter());
            setFilter(console.getFilter());
        }

        @Override
        protected void doPublish(ExtLogRecord record) {
            written.add(getFormatter().format(record));
        }

        List<String> with(String text) {
            return written.stream().filter(line -> line.contains(text)).toList();
        }
    }

    @BeforeEach
    void listen() {
        token = Api.token(subscriptions.integration(Permission.READ_ONLY_PERSON));
        ROOT.addHandler(lines);
    }

    @AfterEach
    void listenNoMore() {
        ROOT.removeHandler(lines);
        ADMISSION.setLevel(Level.INFO);
    }

    @Test
    void shouldTellTheIdOfACallThatFailsOnceAndAsTheAnswerDoes() {
        Answer answer = Api.get("/rest/v1/test/bug.json", token);

        assertThat(lines.with("a bug, on purpose"))
                .singleElement()
                .satisfies(line -> assertThat(line.lines().findFirst().orElseThrow())
                        .matches("\\S+ ERROR Dispatch \\[" + requestId(answer) + "] The request failed.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtual", "loop", "later"})
    void shouldTellTheIdOnEveryKindOfThreadAndOfOneCallOnly(String thread) {
        for (int i = 0; i < 3; i++) {
            Api.get("/rest/v1/test/log/" + thread + ".json", token);
        }

        List<String> told = lines.with(LoggingOperations.LINE).stream()
                .map(line ->
                        line.replaceFirst("(?s).*LoggingOperations \\[([^]]*)] " + LoggingOperations.LINE + ".*", "$1"))
                .toList();
        assertThat(told).hasSize(3).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]+#[0-9a-f]+"));
    }

    @Test
    void shouldTellTheIdInTheLinesOfTheGate() {
        ADMISSION.setLevel(Level.TRACE);

        Answer answer = Api.get("/rest/v1/stats/usage.json", token);

        assertThat(lines.with("admitted a call"))
                .singleElement()
                .asString()
                .contains(" Admission [" + requestId(answer) + "] Subscription ");
    }

    @Test
    void shouldTellTheIdOfAPageThatFailsAsItsHeaderDoes() {
        Answer answer = Api.send(Api.request("/test/bug"));

        String id = answer.response().headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.response().body()).contains(id);
        assertThat(lines.with("a bug of a page, on purpose"))
                .singleElement()
                .asString()
                .contains(" ConsoleFailures [" + id + "] The request failed");
    }

    @Test
    void shouldTellNoIdOutsideOfRequestsAlsoOnTheirThreads() throws Exception {
        for (int i = 0; i < 5; i++) {
            Api.get("/rest/v1/test/log/loop.json", token);
            Api.get("/rest/v1/test/log/virtual.json", token);
        }
        List<CompletableFuture<Void>> written = new ArrayList<>();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            written.add(done);
            vertx.runOnContext(none -> {
                ROOT.warning("nobody's line");
                vertx.executeBlocking(() -> {
                            ROOT.warning("nobody's line");
                            return true;
                        })
                        .onComplete(ended -> done.complete(null));
            });
        }
        for (CompletableFuture<Void> done : written) {
            done.get();
        }
        ROOT.warning("nobody's line");

        assertThat(lines.with("nobody's line"))
                .hasSize(2 * written.size() + 1)
                .allSatisfy(line -> assertThat(line).doesNotContain("[", "#"));
    }

    private static String requestId(Answer answer) {
        return answer.json().path("requestId").asText();
    }

    private static Handler console() {
        return Stream.of(InitialConfigurator.DELAYED_HANDLER.getHandlers())
                .filter(ConsoleHandler.class::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
