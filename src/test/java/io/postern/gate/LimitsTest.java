package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.access.permission.Permission;
import io.postern.access.subscription.Compatibility;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.foundation.store.Store;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the limits of a subscription let in, over HTTP. */
@QuarkusTest
class LimitsTest {
    private static final String USAGE = "/rest/v1/stats/usage.json";
    private static final String SLOW = "/rest/v1/test/slow.json";

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Inject
    Store store;

    @Test
    void shouldAdmitExactlyAsManyCallsInTwentySecondsAsAreAllowed() {
        String token = token(new Limits(0, 3, 0));
        List<String> first = errors(token, 3);
        clock.advance(Duration.ofSeconds(1));
        List<String> second = errors(token, 1);
        clock.advance(Duration.ofSeconds(19).minusNanos(1));
        Answer within = Api.get(USAGE, token);
        clock.advance(Duration.ofNanos(1));
        List<String> after = errors(token, 4);

        assertThat(first).containsOnly("");
        assertThat(second).containsExactly("606");
        assertThat(within.status()).isEqualTo(200);
        assertThat(within.message()).isEqualTo("Max rate limit '3' exceeded with in '20' secs");
        assertThat(after).containsExactly("", "", "", "606");
    }

    @Test
    void shouldAdmitExactlyAsManyOfManyCallsAtOnce() throws Exception {
        String token = token(new Limits(0, 100, 0));

        Map<String, Long> errors = parallel(300, () -> Api.get(USAGE, token).error());

        assertThat(errors).containsExactlyInAnyOrderEntriesOf(Map.of("", 100L, "606", 200L));
        clock.advance(Duration.ofSeconds(20));
        assertThat(total(token)).isEqualTo(101);
    }

    @Test
    void shouldStopAtTheQuotaOfTheDayUntilMidnightOfTheSubscription() {
        String token = token(new Limits(2, 0, 0));
        List<String> first = errors(token, 3);
        ZonedDateTime now = clock.instant().atZone(Settings.DEFAULT_TIME_ZONE);
        Duration rest = Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(Settings.DEFAULT_TIME_ZONE));
        clock.advance(rest.minusNanos(1));
        String renewed = tokenAgain(token);
        Answer before = Api.get(USAGE, renewed);
        clock.advance(Duration.ofNanos(1));
        List<String> after = errors(renewed, 3);

        assertThat(first).containsExactly("", "", "607");
        assertThat(before.message()).isEqualTo("Daily quota reached");
        assertThat(after).containsExactly("", "", "607");
    }

    @Test
    void shouldRefuseWhatIsBeyondThePlacesUntilOneIsFree() throws Exception {
        String token = token(new Limits(0, 0, 2));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> one = clients.submit(() -> Api.get(SLOW, token));
            Future<Answer> two = clients.submit(() -> Api.get(SLOW, token));
            await().until(() -> sleeping() >= 2);

            Answer third = Api.get(USAGE, token);

            assertThat(third.status()).isEqualTo(200);
            assertThat(third.message()).isEqualTo("Concurrent access limit '2' reached");
            assertThat(one.get().error()).isEqualTo("604");
            assertThat(two.get().error()).isEqualTo("604");
            assertThat(Api.get(USAGE, token).error()).isEmpty();
        }
    }

    @Test
    void shouldKeepAPlaceTakenWhenTheClientGoesAwayUntilTheWorkHasEnded() throws IOException {
        String token = token(new Limits(0, 0, 1));
        URI server = URI.create(Api.base());
        try (Socket client = new Socket(server.getHost(), server.getPort())) {
            client.getOutputStream()
                    .write(("GET " + SLOW + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> sleeping() >= 1);
        }

        String whileItWorks = Api.get(USAGE, token).error();
        await().until(() -> sleeping() == 0);

        assertThat(whileItWorks).isEqualTo("615");
        await().until(() -> Api.get(USAGE, token).error().isEmpty());
    }

    @Test
    void shouldKeepNoPlaceForAClientThatGoesAwayBeforeItIsKnown() throws Exception {
        String token = token(new Limits(0, 0, 1));
        // under another version of the access model the token must be read again
        subscriptions.administrator(integration.subscriptionId());
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // whoever asks for a token that is not held waits meanwhile
            Future<Boolean> lock = threads.submit(() -> store.inTransaction(handle -> {
                handle.execute("LOCK TABLE token IN ACCESS EXCLUSIVE MODE");
                locked.countDown();
                return gone.await(30, TimeUnit.SECONDS);
            }));
            locked.await();
            for (int client = 0; client < 5; client++) {
                announceABodyAndGoAway(token);
            }
            for (int client = 0; client < 5; client++) {
                callAndGoAway("/rest/v1/leads.json", token + "x".repeat(client));
            }
            callAndGoAway("/rest/asset/v1/nothing.json", token);
            callAndGoAway("/rest/v1/leads/delete.json?_method=POST", token);
            gone.countDown();
            lock.get();
        }

        await().until(() -> Api.get(USAGE, token).error().isEmpty());
        assertThat(Api.get(USAGE, token).error()).isEmpty();
    }

    @Test
    void shouldTakeNothingForWhatIsRefused() {
        String token = token(new Limits(3, 0, 0));
        Api.get("/rest/v1/nothing.json", token);
        Api.get(USAGE, token + "x");
        Api.send(Api.request(USAGE));
        Api.post(USAGE, token, "{}");

        assertThat(errors(token, 4)).containsExactly("", "", "", "607");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/v1/test/away.json", "/rest/v1/test/bug.json", SLOW})
    void shouldGiveTheQuotaUnitBackForWhatIsNotTheCallersFault(String path) {
        String token = token(new Limits(2, 0, 0));
        String error = Api.get(path, token).error();

        assertThat(error).isIn("608", "611", "604");
        assertThat(total(token)).isEqualTo(1);
        assertThat(errors(token, 2)).containsExactly("", "607");
    }

    @Test
    void shouldCancelWhatTakesTooLongInTheDatabase() {
        String token = token(Limits.DEFAULT);

        Answer answer = Api.get(SLOW, token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).isEqualTo("604");
        assertThat(answer.message()).isEqualTo("Request timed out");
        assertThat(sleeping()).isZero();
    }

    @Test
    void shouldTakeTheTimeLimitOfTheSubscriptionBeforeThatOfTheOperation() {
        Settings hasty = Settings.named("Hasty").with(Compatibility.DEFAULT.withTimeLimitMillis(1));
        String token =
                Api.token(subscriptions.integration(subscriptions.create(hasty).id(), Permission.READ_WRITE_PERSON));
        String people = IntStream.range(0, 300)
                .mapToObj("{\"email\":\"p%d@acme.example\"}"::formatted)
                .collect(Collectors.joining(",", "{\"input\":[", "]}"));

        Answer answer = Api.post("/rest/v1/leads.json", token, people);

        assertThat(answer.error()).isEqualTo("604");
    }

    @Test
    void shouldNotLimitWhatIsSwitchedOff() {
        String token = token(new Limits(0, 0, 0));

        assertThat(errors(token, 150)).containsOnly("");
    }

    @Test
    void shouldTellTheErrorsOfTheDayByCode() {
        String token = token(new Limits(0, 4, 0));
        Api.post(USAGE, token, "{}");
        Api.get("/rest/v1/lead/1.json", token);
        Api.get("/rest/v1/test/bug.json", token);
        Api.get(USAGE, token + "x");
        errors(token, 3);

        clock.advance(Duration.ofSeconds(20));
        Answer today = Api.get("/rest/v1/stats/errors.json", token);
        Answer days = Api.get("/rest/v1/stats/errors/last7days.json", token);
        Answer usage = Api.get("/rest/v1/stats/usage/last7days.json", token);

        assertThat(today.result()).hasSize(1);
        assertThat(today.result().path(0).path("total").asInt()).isEqualTo(4);
        assertThat(Stream.of(0, 1, 2)
                        .map(today.result().path(0).path("errors")::path)
                        .map(error -> error.path("errorCode").asText() + "×" + error.path("count")))
                .containsExactly("605×1", "606×2", "611×1");
        assertThat(days.result()).hasSize(7);
        assertThat(days.result().path(6)).isEqualTo(today.result().path(0));
        assertThat(days.result().path(0).path("total").asInt()).isZero();
        assertThat(usage.result()).hasSize(7);
        assertThat(usage.result().path(6).path("total").asInt()).isEqualTo(5);
        assertThat(usage.result().path(6).path("date").asText())
                .isEqualTo(today.result().path(0).path("date").asText());
    }

    private TestSubscriptions.Integration integration =
            new TestSubscriptions.Integration(0, 0, 0, "", 0, java.util.UUID.randomUUID(), "");

    private String token(Limits limits) {
        Settings settings = Settings.named("Limited").with(limits);
        integration = subscriptions.integration(subscriptions.create(settings).id(), Permission.READ_WRITE_PERSON);
        return Api.token(integration);
    }

    private String tokenAgain(String expired) {
        String renewed = Api.token(integration);
        assertThat(renewed).isNotEqualTo(expired);
        return renewed;
    }

    private static void callAndGoAway(String path, String token) throws IOException {
        sendAndGoAway("GET " + path, token, "");
    }

    private static void announceABodyAndGoAway(String token) throws IOException {
        sendAndGoAway("POST /rest/v1/leads.json", token, "Content-Type: application/json\r\nContent-Length: 100\r\n");
    }

    private static void sendAndGoAway(String verbAndPath, String token, String headers) throws IOException {
        URI server = URI.create(Api.base());
        try (Socket client = new Socket(server.getHost(), server.getPort())) {
            client.getOutputStream()
                    .write((verbAndPath + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n"
                                    + headers + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static List<String> errors(String token, int calls) {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            errors.add(Api.get(USAGE, token).error());
        }
        return errors;
    }

    private static int total(String token) {
        return Api.get(USAGE, token).result().path(0).path("total").asInt();
    }

    /** How many statements of the slow operation the database works on. */
    private int sleeping() {
        return store.with(handle -> handle.createQuery("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE state = 'active' AND query LIKE '%/* slow.json */' AND pid <> pg_backend_pid()
                        """).mapTo(Integer.class).one());
    }

    private static Map<String, Long> parallel(int calls, java.util.concurrent.Callable<String> call) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(32)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                answers.add(clients.submit(call));
            }
            Map<String, Long> counts = new java.util.HashMap<>();
            for (Future<String> answer : answers) {
                counts.merge(answer.get(), 1L, Long::sum);
            }
            return counts;
        }
    }
}
