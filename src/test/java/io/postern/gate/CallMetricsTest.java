package io.postern.gate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.access.token.TokenGrant;
import io.postern.foundation.wire.ErrorCode;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.RawHttp;
import io.postern.testing.Scrape;
import io.postern.testing.Scrape.Sample;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code /q/metrics} tells of calls and of the node, over HTTP. */
@QuarkusTest
class CallMetricsTest {
    private static final String USAGE = "/rest/v1/stats/usage.json";
    private static final String LEADS = "/rest/v1/leads.json";

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Operations operations;

    @Inject
    Changes changes;

    @Inject
    CustomServices services;

    private Integration integration = new Integration(0, 0, 0, "", 0, new UUID(0, 0), "");
    private String token = "";

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        token = Api.token(integration);
    }

    @Test
    void shouldCountAndTimeACallThatIsAnswered() {
        Scrape before = Scrape.now();

        Api.get(USAGE, token);

        Scrape after = Scrape.now();
        assertThat(rise(before, after, "postern_calls_total", call("lead-database", "getDailyUsageUsingGET", "ok")))
                .isEqualTo(1);
        assertThat(rise(before, after, "postern_call_seconds_count", Map.of("operation", "getDailyUsageUsingGET")))
                .isEqualTo(1);
        assertThat(rise(before, after, "postern_call_seconds_sum", Map.of("operation", "getDailyUsageUsingGET")))
                .isPositive();
        assertThat(rise(
                        before,
                        after,
                        "postern_call_seconds_bucket",
                        Map.of("operation", "getDailyUsageUsingGET", "le", "+Inf")))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/rest/v1/nothing.json, lead-database, none, 610",
        "/rest/asset/v1/nothing.json, assets, none, 610",
        "/bulk/v1/nothing.json, bulk, none, 610",
        "/userservice/management/v1/nothing.json, user-management, none, 610",
        "/identity/nothing, oauth, none, 610",
        "/rest/v1/stats/usage.json?_method=x&a=%zz, lead-database, getDailyUsageUsingGET, 1003",
        "/rest/v1/leads.json, lead-database, getLeadsByFilterUsingGET, 1002",
        "/rest/v1/test/bug.json, lead-database, bug, 611",
        "/rest/v1/test/away.json, lead-database, away, 608"
    })
    void shouldCountARefusalOfTheGateOrOfAResource(String path, String surface, String operation, String code) {
        Scrape before = Scrape.now();

        RawHttp.get(path, token);

        assertThat(risen(before, Scrape.now(), "postern_calls_total"))
                .containsExactly(Map.entry(call(surface, operation, code), 1.0));
    }

    @Test
    void shouldCountARefusalForWhatIsMissingAtEachStep() {
        Settings narrow = Settings.named("Narrow").with(new Limits(0, 1, 0));
        String limited =
                Api.token(subscriptions.integration(subscriptions.create(narrow).id()));
        Scrape before = Scrape.now();

        Api.get(USAGE, "no token");
        Api.send(Api.request(USAGE));
        Api.post(USAGE, token, "{}");
        Api.post(LEADS, token, "{}");
        Api.get(LEADS, limited);
        Api.get(USAGE, limited);
        Api.get(USAGE + "?a=" + "x".repeat(9000), token);
        RawHttp.send("GET /rest/v1/leads.json HTTP/1.1\r\n\r\n".getBytes(US_ASCII));

        Scrape after = Scrape.now();
        assertThat(risen(before, after, "postern_calls_total"))
                .containsOnly(
                        Map.entry(call("lead-database", "none", "601"), 1.0),
                        Map.entry(call("lead-database", "none", "600"), 1.0),
                        Map.entry(call("lead-database", "none", "605"), 1.0),
                        Map.entry(call("lead-database", "syncLeadUsingPOST", "603"), 1.0),
                        Map.entry(call("lead-database", "getLeadsByFilterUsingGET", "603"), 1.0),
                        Map.entry(call("lead-database", "getDailyUsageUsingGET", "606"), 1.0),
                        Map.entry(call("lead-database", "none", "414"), 1.0),
                        Map.entry(call("lead-database", "none", "1003"), 1.0));
        assertThat(risen(before, after, "postern_call_seconds_count"))
                .as("no resource has worked")
                .isEmpty();
    }

    @Test
    void shouldCountAnAnswerThatCouldNotBeWrittenAsTheErrorThatTheClientGot() {
        Scrape before = Scrape.now();

        String code = Api.get("/rest/v1/test/unwritable.json", token).error();

        assertThat(risen(before, Scrape.now(), "postern_calls_total"))
                .containsExactly(Map.entry(call("lead-database", "unwritable", "611"), 1.0));
        assertThat(code).isEqualTo("611");
    }

    @Test
    void shouldCountWhatTokenCallsAreAnsweredWith() {
        Integration disabled = subscriptions.integration();
        changes.run(
                TestSubscriptions.TEST,
                disabled.subscriptionId(),
                change -> services.disable(change, disabled.serviceId()));
        Scrape before = Scrape.now();

        Api.token(integration);
        Api.send(Api.tokenRequest(integration.clientId(), "wrong"));
        Api.send(Api.tokenRequest(UUID.randomUUID(), integration.secret()));
        Api.send(Api.tokenRequest(disabled.clientId(), disabled.secret()));
        Api.send(Api.request("/identity/oauth/token?grant_type=client_credentials"));
        Api.send(Api.request("/identity/oauth/token?grant_type=x&client_id=" + integration.clientId()
                + "&client_secret=" + integration.secret()));
        Api.send(Api.request("/identity/oauth/token?client_id=" + integration.clientId() + "&client_secret="
                        + integration.secret())
                .POST(BodyPublishers.noBody()));

        Scrape after = Scrape.now();
        assertThat(risen(before, after, "postern_tokens_total"))
                .containsOnly(
                        Map.entry(Map.of("outcome", "granted"), 1.0),
                        Map.entry(Map.of("outcome", "wrong-secret"), 1.0),
                        Map.entry(Map.of("outcome", "unknown-client"), 1.0),
                        Map.entry(Map.of("outcome", "service-disabled"), 1.0),
                        Map.entry(Map.of("outcome", "no-credentials"), 1.0),
                        Map.entry(Map.of("outcome", "wrong-grant-type"), 2.0));
        assertThat(risen(before, after, "postern_calls_total"))
                .containsOnly(
                        Map.entry(call("oauth", "identityUsingGET", "ok"), 1.0),
                        Map.entry(call("oauth", "identityUsingGET", "denied"), 5.0),
                        Map.entry(call("oauth", "identityUsingPOST", "denied"), 1.0));
    }

    @Test
    void shouldTellTheCallsThatAreBeingWorkedOnAndTheirConnections() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> slow = clients.submit(() -> Api.get("/rest/v1/test/slow.json", token));

            await().until(() -> {
                Scrape scrape = Scrape.now();
                return scrape.value("postern_calls_in_flight", Map.of()) == 1
                        && scrape.value("postern_database_connections", Map.of("state", "in-use")) >= 1;
            });

            assertThat(slow.get().error()).isEqualTo("604");
        }
        assertThat(Scrape.now().value("postern_calls_in_flight", Map.of())).isZero();
    }

    @Test
    void shouldTellHowTheNodeIs() {
        await().until(() -> Scrape.now().value("postern_database_connections", Map.of("state", "idle")) >= 1);

        Scrape scrape = Scrape.now();

        assertThat(scrape.value("postern_ready", Map.of())).isEqualTo(1);
        assertThat(scrape.value("postern_access_confirmation_age_seconds", Map.of()))
                .isPositive();
        assertThat(scrape.value("postern_database_connections_limit", Map.of())).isEqualTo(20);
        assertThat(names(scrape)).contains("postern_database_waiting", "postern_usage_pending_calls");
        await().until(() -> Scrape.now().value("postern_usage_pending_calls", Map.of()) == 0);
    }

    @Test
    void shouldBeginAtZeroWhereARiseIsToBeHeardOf() {
        Scrape scrape = Scrape.now();

        assertThat(scrape.samples())
                .filteredOn(sample -> sample.name().equals("postern_calls_total"))
                .extracting(Sample::labels)
                .contains(
                        call("lead-database", "none", "611"),
                        call("lead-database", "getLeadByIdUsingGET", "611"),
                        call("lead-database", "getLeadByIdUsingGET", "604"),
                        call("lead-database", "getLeadByIdUsingGET", "ok"));
    }

    @Test
    void shouldHaveNoLabelThatAClientCouldChoose() {
        String hostile = "x\"}evil{";
        for (String path : List.of(
                "/rest/v1/evil%22%7D%0A.json",
                "/rest/v1/lead/evil.json?evil=evil",
                "/rest/v1/lead/1.json?_method=EVIL",
                "/rest/v1/leads.json?filterType=evil&filterValues=evil",
                "/identity/oauth/token?client_id=evil&client_secret=evil&grant_type=evil",
                "/identity/evil",
                "/userservice/evil",
                "/evil",
                "/q/evil",
                "/signin?evil=evil")) {
            RawHttp.get(path, token);
            RawHttp.get(path, "evil");
        }
        Api.send(Api.request(LEADS)
                .header("Authorization", "Bearer " + hostile)
                .method("EVIL", BodyPublishers.noBody()));
        Api.send(Api.request(LEADS)
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "evil")
                .header("X-Forwarded-For", "evil")
                .header("Content-Type", "evil/evil")
                .POST(BodyPublishers.ofString("evil")));

        Scrape scrape = Scrape.now();

        Map<String, Set<String>> closed = Map.of(
                "surface", Set.of("lead-database", "assets", "bulk", "user-management", "oauth"),
                "operation",
                        Stream.concat(
                                        Stream.of("none"),
                                        operations.answered().stream().map(Operation::id))
                                .collect(Collectors.toSet()),
                "code",
                        Stream.concat(
                                        Stream.of("ok", "denied"),
                                        Stream.of(ErrorCode.values()).map(code -> Integer.toString(code.number())))
                                .collect(Collectors.toSet()),
                "outcome",
                        Stream.concat(
                                        Stream.of("granted", "no-credentials", "wrong-grant-type"),
                                        Stream.of(TokenGrant.Reason.values())
                                                .map(reason -> reason.name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', '-')))
                                .collect(Collectors.toSet()),
                "state", Set.of("in-use", "idle"),
                "le", Set.of("0.005", "0.025", "0.1", "0.5", "2.0", "10.0", "30.0", "+Inf"));
        assertThat(scrape.samples())
                .filteredOn(sample -> sample.name().startsWith("postern_"))
                .hasSizeGreaterThan(50)
                .allSatisfy(sample -> sample.labels()
                        .forEach((label, value) -> assertThat(closed.getOrDefault(label, Set.of()))
                                .as("%s of %s", label, sample.name())
                                .contains(value)));
        assertThat(scrape.samples().toString().toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "evil", integration.login(), integration.clientId().toString(), "127.0.0.1");
    }

    private static Map<String, String> call(String surface, String operation, String code) {
        return Map.of("surface", surface, "operation", operation, "code", code);
    }

    private static double rise(Scrape before, Scrape after, String name, Map<String, String> labels) {
        return after.value(name, labels) - before.value(name, labels);
    }

    private static Map<Map<String, String>, Double> risen(Scrape before, Scrape after, String name) {
        return after.samples().stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> rise(before, after, name, sample.labels()) != 0)
                .collect(Collectors.toMap(Sample::labels, sample -> rise(before, after, name, sample.labels())));
    }

    private static Set<String> names(Scrape scrape) {
        return scrape.samples().stream().map(Sample::name).collect(Collectors.toSet());
    }
}
