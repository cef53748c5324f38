package io.postern.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.permission.Permission;
import io.postern.access.role.Roles;
import io.postern.access.subscription.Compatibility;
import io.postern.access.subscription.Settings;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.RawHttp;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GateTest {
    private static final String USAGE = "/rest/v1/stats/usage.json";
    private static final String LEADS = "/rest/v1/leads.json";
    private static final String REQUEST_ID = "[0-9a-f]{1,5}#[0-9a-f]+";

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    Roles roles;

    @Inject
    CustomServices services;

    private Integration integration = new Integration(0, 0, 0, "", 0, new UUID(0, 0), "");
    private String token = "";

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration(Permission.READ_WRITE_PERSON);
        token = Api.token(integration);
    }

    @Test
    void shouldAnswerInTheEnvelope() {
        Answer answer = Api.get(USAGE, token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("requestId", "result", "success");
        assertThat(answer.json().path("requestId").asText()).matches(REQUEST_ID);
    }

    @Test
    void shouldRefuseACallWithoutToken() {
        Answer answer = Api.send(Api.request(USAGE));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("requestId", "success", "errors");
        assertThat(answer.error()).isEqualTo("600");
        assertThat(answer.message()).isEqualTo("Empty access token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic abc", "Bearer", "Bearer ", "token"})
    void shouldTakeAHeaderOfAnotherKindForNone(String header) {
        assertThat(Api.send(Api.request(USAGE).header("Authorization", header)).error())
                .isEqualTo("600");
    }

    @Test
    void shouldRefuseATokenThatNobodyIssued() {
        Answer answer = Api.get(USAGE, "00000000-0000-0000-0000-000000000000:pn");

        assertThat(answer.error()).isEqualTo("601");
        assertThat(answer.message()).isEqualTo("Access token invalid");
    }

    @Test
    void shouldTellAnExpiredTokenForADayAndForgetItThen() {
        clock.advance(Duration.ofSeconds(3599));
        assertThat(Api.get(USAGE, token).error()).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        Answer expired = Api.get(USAGE, token);
        clock.advance(Duration.ofDays(1));
        Answer forgotten = Api.get(USAGE, token);

        assertThat(expired.error()).isEqualTo("602");
        assertThat(expired.message()).isEqualTo("Access token expired");
        assertThat(forgotten.error()).isEqualTo("601");
    }

    @Test
    void shouldRefuseTheTokenOfADeletedServiceWithTheNextCall() {
        assertThat(Api.get(USAGE, token).error()).isEmpty();

        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> services.delete(change, integration.serviceId()));

        assertThat(Api.get(USAGE, token).error()).isEqualTo("601");
    }

    @Test
    void shouldRefuseTheTokenOfAnExpiredUserWithTheNextCall() {
        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> users.edit(
                        change,
                        integration.userId(),
                        new UserDetails(
                                integration.login(),
                                "Inte",
                                "Gration",
                                "",
                                clock.instant().plusSeconds(10))));
        assertThat(Api.get(USAGE, token).error()).isEmpty();

        clock.advance(Duration.ofSeconds(10));

        assertThat(Api.get(USAGE, token).error()).isEqualTo("601");
    }

    @Test
    void shouldRefuseWhatTheRoleDoesNotAllowWithTheNextCall() {
        assertThat(Api.get(LEADS + "?filterType=id&filterValues=1", token).error())
                .isEmpty();

        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> roles.edit(
                        change, integration.roleId(), "Assets only", "", Set.of(Permission.READ_WRITE_ASSETS)));
        Answer read = Api.get(LEADS + "?filterType=id&filterValues=1", token);

        assertThat(read.error()).isEqualTo("603");
        assertThat(read.message()).isEqualTo("Access denied");
    }

    @Test
    void shouldLetReadOnlyReadAndNotWrite() {
        Integration reader = subscriptions.integration(Permission.READ_ONLY_PERSON);
        String readerToken = Api.token(reader);

        assertThat(Api.get(LEADS + "?filterType=id&filterValues=1", readerToken).error())
                .isEmpty();
        assertThat(Api.post(LEADS, readerToken, "{\"input\":[{\"email\":\"a@b.example\"}]}")
                        .error())
                .isEqualTo("603");
    }

    @Test
    void shouldTakeATokenInTheQueryOnlyWhereSwitchedOn() {
        Settings open = Settings.named("Open").with(Compatibility.DEFAULT.withAccessTokenInQuery(true));
        String openToken =
                Api.token(subscriptions.integration(subscriptions.create(open).id()));

        assertThat(Api.send(Api.request(USAGE + "?access_token=" + token)).error())
                .isEqualTo("600");
        assertThat(Api.send(Api.request(USAGE + "?access_token=" + openToken)).error())
                .isEmpty();
        assertThat(Api.get(USAGE + "?access_token=nonsense", token).error())
                .as("beside a valid header it is ignored")
                .isEmpty();
    }

    @Test
    void shouldRefuseAnotherVerb() {
        Answer answer = Api.post(USAGE, token, "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).isEqualTo("605");
        assertThat(answer.message()).isEqualTo("Request method 'POST' not supported");
    }

    @Test
    void shouldAskForTheTokenBeforeTheVerbAndForThePathBeforeTheToken() {
        assertThat(Api.send(Api.request(USAGE).POST(BodyPublishers.noBody())).error())
                .isEqualTo("600");
        assertThat(Api.send(Api.request("/rest/v1/nothing.json")).error()).isEqualTo("610");
    }

    @ParameterizedTest
    @CsvSource({
        "/rest/v1/nothing.json, 200",
        "/rest/nothing, 200",
        "/bulk/v1/nothing.json, 200",
        "/rest/v1/%zz, 200",
        "/rest/v1/%ff.json, 200",
        "/rest/asset/v1/nothing.json, 200",
        "/userservice/management/v1/users/nothing.json, 404"
    })
    void shouldAnswerAnUnknownPathInTheShapeOfItsSurface(String path, int status) {
        RawHttp.Response answer = RawHttp.get(path, token);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json;charset=UTF-8");
        assertThat(answer.body()).contains("\"code\":\"610\"", "Requested resource not found");
        assertThat(answer.body().contains("\"warnings\":[]")).isEqualTo(path.startsWith("/rest/asset"));
    }

    @Test
    void shouldLeaveWhatIsOutsideTheApiAlone() {
        Answer answer = Api.send(Api.request("/nothing"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.response().body()).doesNotContain("\"code\":\"610\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/REST/v1/Stats/USAGE.json",
                "//rest//v1/stats//usage.json",
                "/bulk/../rest/v1/stats/usage.json",
                "/rest/v1/./stats/us%61ge.json",
                "/rest/v1/stats/usage.json?unknown=1&unknown=2"
            })
    void shouldNormaliseThePath(String path) {
        assertThat(RawHttp.get(path, token).body()).contains("\"success\":true");
    }

    @Test
    void shouldServeAnyAcceptHeader() {
        Answer answer = Api.send(
                Api.request(USAGE).header("Authorization", "bearer " + token).header("Accept", "text/xml"));

        assertThat(answer.error()).isEmpty();
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
    }

    @Test
    void shouldRefuseAnAddressThatIsTooLong() {
        String path = USAGE + "?a=" + "x".repeat(9000);

        Answer answer = Api.get(path, token);
        Answer withBody = Api.post(path, token, "{}");

        assertThat(List.of(answer, withBody)).allSatisfy(each -> {
            assertThat(each.status()).isEqualTo(414);
            assertThat(each.error()).isEqualTo("414");
        });
        assertThat(Api.get(USAGE + "?a=" + "x".repeat(8000), token).error()).isEmpty();
    }

    @Test
    void shouldTellAClientThatSendsItsWholeBodyThatItIsTooLarge() {
        String body = "{\"input\":\"" + "x".repeat(5 << 20) + "\"}";

        RawHttp.Response announced = RawHttp.post(LEADS, token, body, false);
        RawHttp.Response chunked = RawHttp.post(LEADS, token, body, true);
        RawHttp.Response unknown = RawHttp.post("/rest/v1/nothing.json", token, body, false);

        assertThat(List.of(announced, chunked, unknown)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("\"code\":\"413\"");
        });
    }

    @Test
    void shouldAcceptABodyOfJustUnderTheLimit() {
        String body = "{\"ignored\":\"" + "x".repeat((1 << 20) - 100) + "\",\"input\":[{\"email\":\"big@b.example\"}]}";

        assertThat(Api.post(LEADS, token, body).error()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json|application/json|609",
                "{\"input\":|application/json|609",
                "|application/json|609",
                "{\"input\":[],\"input\":[]}|application/json|609",
                "{} {}|application/json|609",
                "{}|text/plain|612",
                "{}|application/x-www-form-urlencoded|612",
                "{}|application/json;charset=nonsense|612",
                "x|multipart/form-data|613",
                "x|multipart/form-data;boundary=b|612"
            })
    void shouldRefuseABodyThatCannotBeRead(String body, String contentType, String code) {
        Answer answer = Api.send(Api.request(LEADS)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body == null ? "" : body)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).isEqualTo(code);
    }

    @Test
    void shouldRefuseABodyWithoutContentType() {
        Answer answer = Api.send(Api.request(LEADS)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"input\":[{\"email\":\"a@b.example\"}]}")));

        assertThat(answer.error()).isEqualTo("612");
    }

    @Test
    void shouldReadABodyInAnotherCharset() {
        Answer answer = Api.send(Api.request(LEADS)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json; charset=ISO-8859-1")
                .POST(BodyPublishers.ofString(
                        "{\"input\":[{\"email\":\"latin@b.example\",\"lastName\":\"Zoë\"}]}", ISO_8859_1)));
        Answer read = Api.get(LEADS + "?filterType=email&filterValues=latin@b.example&fields=lastName", token);

        assertThat(answer.error()).isEmpty();
        assertThat(read.result().path(0).path("lastName").asText()).isEqualTo("Zoë");
    }

    @Test
    void shouldRefuseAMalformedEscapeInTheQuery() {
        RawHttp.Response answer = RawHttp.get(USAGE + "?a=%zz", token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"code\":\"1003\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/rest/v1/leads.json?_method=GET|application/x-www-form-urlencoded|filterType=email&filterValues=m@b.example",
                "/rest/v1/leads.json|application/x-www-form-urlencoded;charset=UTF-8|_method=GET&filterType=email&filterValues=m@b.example",
                "/rest/v1/leads.json|application/json|{\"_method\":\"GET\",\"filterType\":\"email\",\"filterValues\":[\"m@b.example\"]}",
                "/rest/v1/leads.json?_method=get&filterType=email|application/json|{\"filterValues\":\"ignored\",\"_method\":\"GET\"}"
            })
    void shouldLetAPostStandInForAGet(String path, String contentType, String body) {
        Api.post(LEADS, token, "{\"input\":[{\"email\":\"m@b.example\"}]}");

        Answer answer = Api.send(Api.request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));

        assertThat(answer.error()).isEmpty();
        if (!body.contains("ignored")) {
            assertThat(answer.result()).hasSize(1);
        }
    }

    @Test
    void shouldRefuseAMethodThatDoesNotExist() {
        Answer answer = Api.send(Api.request(LEADS + "?_method=PATCH")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));

        assertThat(answer.error()).isEqualTo("605");
        assertThat(answer.message()).isEqualTo("Request method 'PATCH' not supported");
    }

    @Test
    void shouldIgnoreABodyOnAGet() {
        Answer answer = Api.send(Api.request(USAGE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method("GET", BodyPublishers.ofString("{\"query\":{\"x\":1}}")));

        assertThat(answer.error()).isEmpty();
    }

    @Test
    void shouldCountCallsByUserAndNothingThatIsRefusedEarlier() {
        Api.get(LEADS + "?filterType=id&filterValues=1", token);
        Api.get("/rest/v1/nothing.json", token);
        Api.get(USAGE, "no token");
        Api.post(USAGE, token, "{}");

        Answer usage = Api.get(USAGE, token);

        assertThat(usage.result()).hasSize(1);
        assertThat(usage.result().path(0).path("total").asLong()).isEqualTo(2);
        assertThat(usage.result().path(0).path("users").path(0).path("userId").asText())
                .isEqualTo(integration.login());
        assertThat(usage.result().path(0).path("users").path(0).path("count").asLong())
                .isEqualTo(2);
    }

    @Test
    void shouldBeginANewDayInTheZoneOfTheSubscription() {
        String before = Api.get(USAGE, token).result().path(0).path("date").asText();

        clock.advance(Duration.ofDays(1));
        String fresh = Api.token(integration);
        Answer after = Api.get(USAGE, fresh);

        assertThat(LocalDate.parse(after.result().path(0).path("date").asText()))
                .isEqualTo(LocalDate.parse(before).plusDays(1));
        assertThat(after.result().path(0).path("total").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"bug, 611, System error", "away, 608, API Temporarily Unavailable"})
    void shouldAnswerWhatNobodyExpectedAndGiveTheQuotaUnitBack(String operation, String code, String message) {
        Answer answer = Api.get("/rest/v1/test/" + operation + ".json", token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).isEqualTo(code);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(Api.get(USAGE, token).result().path(0).path("total").asLong())
                .isEqualTo(1);
    }

    @Test
    void shouldCountACallThatIsDenied() {
        Api.get("/rest/v1/leads/describe.json", Api.token(subscriptions.integration(integration.subscriptionId())));

        assertThat(Api.get(USAGE, token).result().path(0).path("total").asLong())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest;x/v1/leads/describe.json",
                "/re%73t;v=1/v1/stats/usage.json",
                "/identity;x/oauth/token?client_secret=s",
                "/rest/v1/lead/1;a=b.json"
            })
    void shouldNotBeCircumventedByParametersOfAPathSegment(String path) {
        assertThat(RawHttp.get(path, token).body()).contains("Requested resource not found");
    }

    @Test
    void shouldTakeTheParametersOfAGetFromAJsonBody() {
        Api.post(LEADS, token, "{\"input\":[{\"email\":\"j@b.example\"}]}");

        Answer answer = Api.post(
                LEADS + "?_method=GET", token, "{\"filterType\":\"email\",\"filterValues\":[\"j@b.example\"]}");

        assertThat(answer.result()).hasSize(1);
    }

    @Test
    void shouldLetAPostStandInForADelete() {
        int id = Api.post(LEADS, token, "{\"input\":[{\"email\":\"s@b.example\"}]}")
                .result()
                .path(0)
                .path("id")
                .asInt();

        Answer answer = Api.send(Api.request(LEADS)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_method=DELETE&id=" + id)));

        assertThat(answer.result().path(0).path("status").asText()).isEqualTo("deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "garbage", ";;;"})
    void shouldNotMindTheContentTypeOfAnEmptyBody(String contentType) {
        Answer post = Api.send(Api.request("/rest/v1/leads/delete.json?id=1")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.noBody()));
        Answer delete = Api.send(Api.request(LEADS + "?id=1")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .DELETE());
        Answer sync = Api.send(Api.request(LEADS)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.noBody()));

        assertThat(post.result().path(0).path("status").asText()).isEqualTo("skipped");
        assertThat(delete.result().path(0).path("status").asText()).isEqualTo("skipped");
        assertThat(sync.error()).isEqualTo("609");
    }

    @Test
    void shouldReadUtf8InTheQueryEncodedOrNot() {
        Api.post(LEADS, token, "{\"lookupField\":\"twitterId\",\"input\":[{\"twitterId\":\"zoë\"}]}");
        String query = LEADS + "?filterType=twitterId&filterValues=";

        assertThat(RawHttp.get(query + "zo%C3%AB", token).body()).contains("\"id\":");
        assertThat(RawHttp.get(query + new String("zoë".getBytes(UTF_8), ISO_8859_1), token)
                        .body())
                .contains("\"id\":");
        assertThat(RawHttp.get(query + "%ff", token).body()).contains("\"code\":\"1003\"");
        assertThat(RawHttp.get(query + "zo\u00eb", token).body()).contains("\"code\":\"1003\"");
    }

    @Test
    void shouldCloseTheConnectionOfAClientThatWaitsWithABodyThatIsTooLarge() {
        RawHttp.Response answer = RawHttp.send(("POST " + LEADS
                        + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2000000\r\n\r\n")
                .getBytes(ISO_8859_1));

        assertThat(answer.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: localhost\r\nTransfer-Encoding: gzip\r\n", ""})
    void shouldRefuseWhatIsNotHttpInJson(String headers) {
        RawHttp.Response answer =
                RawHttp.send(("POST " + LEADS + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(ISO_8859_1));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"success\":false", "\"code\":\"1003\"");
    }

    /** What the engine takes for an attempt to smuggle a request never comes to the gate: docs/errors.md says so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"
            })
    void shouldLeaveWhatLooksLikeSmugglingToTheEngine(String headers) {
        RawHttp.Response answer = RawHttp.send(
                ("POST " + LEADS + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n").getBytes(ISO_8859_1));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("success\":true");
    }

    @Test
    void shouldTakeATokenFromAFormWhereSwitchedOn() {
        Settings open = Settings.named("Open").with(Compatibility.DEFAULT.withAccessTokenInQuery(true));
        String openToken =
                Api.token(subscriptions.integration(subscriptions.create(open).id(), Permission.READ_ONLY_PERSON));

        assertThat(form("_method=GET&filterType=id&filterValues=1&access_token=" + openToken)
                        .error())
                .isEmpty();
        assertThat(form("_method=GET&filterType=id&filterValues=1&access_token=" + token)
                        .error())
                .isEqualTo("600");
        assertThat(form("_method=GET&filterType=id&filterValues=1").error()).isEqualTo("600");
    }

    private static Answer form(String body) {
        return Api.send(Api.request(LEADS)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }
}
