package io.postern.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Compatibility;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.foundation.wire.AddressRange;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenResourceTest {
    private static final String TOKEN_FORM = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[a-z]{2,4}";

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    CustomServices services;

    @Test
    void shouldGrantATokenAsDocumented() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);

        Answer answer = ask(integration);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.response().headers().firstValue("Pragma")).hasValue("no-cache");
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "scope");
        assertThat(answer.json().path("access_token").asText()).matches(TOKEN_FORM);
        assertThat(answer.json().path("token_type").asText()).isEqualTo("bearer");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(answer.json().path("scope").asText()).isEqualTo(integration.login());
    }

    @Test
    void shouldGiveTheSameTokenWithTheTimeThatIsLeft() {
        Integration integration = subscriptions.integration();
        String first = token(integration);

        clock.advance(Duration.ofSeconds(100));
        Answer second = ask(integration);

        assertThat(second.json().path("access_token").asText()).isEqualTo(first);
        assertThat(second.json().path("expires_in").asInt()).isEqualTo(3500);
    }

    @Test
    void shouldGiveANewTokenWhenLessThanASecondIsLeft() {
        Integration integration = subscriptions.integration();
        String first = token(integration);

        clock.advance(Duration.ofSeconds(3599));
        Answer atOneSecond = ask(integration);
        clock.advance(Duration.ofMillis(1));
        Answer after = ask(integration);

        assertThat(atOneSecond.json().path("access_token").asText()).isEqualTo(first);
        assertThat(atOneSecond.json().path("expires_in").asInt()).isEqualTo(1);
        assertThat(after.json().path("access_token").asText()).isNotEqualTo(first);
        assertThat(after.json().path("expires_in").asInt()).isEqualTo(3600);
    }

    @Test
    void shouldHonourTheLifetimeOfTheSubscription() {
        Settings shortLived = Settings.named("Short").with(Compatibility.DEFAULT.withTokenLifetimeSeconds(5));
        Integration integration =
                subscriptions.integration(subscriptions.create(shortLived).id());

        assertThat(ask(integration).json().path("expires_in").asInt()).isEqualTo(5);
    }

    @Test
    void shouldGiveOneTokenToManyCallsAtOnce() throws InterruptedException {
        Integration integration = subscriptions.integration();
        Set<String> tokens = ConcurrentHashMap.newKeySet();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.execute(() -> tokens.add(token(integration)));
            }
        }

        assertThat(tokens).hasSize(1);
    }

    @Test
    void shouldAcceptAFormAMixAndHttpBasic() {
        Integration integration = subscriptions.integration();
        String expected = token(integration);
        String basic = Base64.getEncoder()
                .encodeToString((integration.clientId() + ":" + integration.secret()).getBytes(StandardCharsets.UTF_8));

        Answer form = Api.send(Api.request("/identity/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + integration.clientId()
                        + "&client_secret=" + integration.secret())));
        Answer mix = Api.send(Api.request("/identity/oauth/token?grant_type=client_credentials")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "client_id=" + integration.clientId() + "&client_secret=" + integration.secret())));
        Answer withBasic = Api.send(Api.request("/identity/oauth/token?grant_type=client_credentials")
                .header("Authorization", "Basic " + basic));
        Answer withPartner = Api.send(Api.request(query(integration) + "&partner_id=abc"));

        assertThat(List.of(form, mix, withBasic, withPartner))
                .allSatisfy(answer ->
                        assertThat(answer.json().path("access_token").asText()).isEqualTo(expected));
    }

    @Test
    void shouldAcceptJsonAndAnyContentTypeOfAnEmptyBody() {
        Integration integration = subscriptions.integration();
        String expected = token(integration);

        Answer json = Api.send(Api.request("/identity/oauth/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"grant_type\":\"client_credentials\",\"client_id\":\""
                        + integration.clientId() + "\",\"client_secret\":\"" + integration.secret() + "\"}")));
        Answer beside = Api.send(Api.request(query(integration))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        Answer empty = Api.send(Api.request(query(integration))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.noBody()));

        assertThat(List.of(json, beside, empty))
                .allSatisfy(answer ->
                        assertThat(answer.json().path("access_token").asText()).isEqualTo(expected));
    }

    @Test
    void shouldServeAClientThatWouldRatherSpeakHttp2() throws Exception {
        Integration integration = subscriptions.integration();

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    Api.request(query(integration))
                            .POST(BodyPublishers.ofString("x"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldTellAnUnknownClientFromAWrongSecret() {
        Integration integration = subscriptions.integration();

        Answer unknown = askWith("00000000-0000-4000-8000-000000000000", integration.secret());
        Answer wrong = askWith(integration.clientId().toString(), "x" + integration.secret());

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.json().path("error").asText()).isEqualTo("unauthorized");
        assertThat(unknown.json().path("error_description").asText())
                .isEqualTo("No client with requested id: 00000000-0000-4000-8000-000000000000");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(wrong.json().path("error_description").asText()).isEqualTo("Bad client credentials");
    }

    @Test
    void shouldMakeWhoGuessesWaitAndNeverTheRightClientElsewhere() {
        Integration integration = subscriptions.integration();
        String wrong = "x" + integration.secret();

        try (HttpClient attacker = Api.from("127.45.0.1");
                HttpClient elsewhere = Api.from("127.45.0.2")) {
            for (int i = 0; i < 11; i++) {
                Answer free = Api.send(attacker, Api.tokenRequest(integration.clientId(), wrong));
                assertThat(free.json().path("error_description").asText()).isEqualTo("Bad client credentials");
            }
            Answer early = Api.send(attacker, Api.tokenRequest(integration.clientId(), integration.secret()));
            Answer right = Api.send(elsewhere, Api.tokenRequest(integration.clientId(), integration.secret()));

            assertThat(early.status()).isEqualTo(401);
            assertThat(early.json().path("error").asText()).isEqualTo("invalid_client");
            assertThat(early.json().path("error_description").asText()).contains("try again in 1 s");
            assertThat(early.response().headers().firstValue("Retry-After")).hasValue("1");
            assertThat(right.status()).isEqualTo(200);

            clock.advance(Duration.ofSeconds(1));
            assertThat(Api.send(attacker, Api.tokenRequest(integration.clientId(), integration.secret()))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldMakeAnAddressWaitThatTriesManyClientIds() {
        Integration known = subscriptions.integration();
        Integration fresh = subscriptions.integration();

        try (HttpClient proxy = Api.from("127.45.0.3")) {
            Api.send(proxy, Api.tokenRequest(known.clientId(), known.secret()));
            for (int i = 0; i < 101; i++) {
                Api.send(proxy, Api.tokenRequest(i % 2 == 0 ? UUID.randomUUID() : "none", "x"));
            }

            Answer unknown = Api.send(proxy, Api.tokenRequest(UUID.randomUUID(), "x"));
            assertThat(unknown.json().path("error").asText()).isEqualTo("invalid_client");
            assertThat(unknown.response().headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Api.send(proxy, Api.tokenRequest(fresh.clientId(), fresh.secret()))
                            .status())
                    .isEqualTo(401);
            assertThat(Api.send(proxy, Api.tokenRequest(known.clientId(), known.secret()))
                            .status())
                    .as("got in from here lately")
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldAskForCredentials() {
        Answer answer = Api.send(Api.request("/identity/oauth/token?grant_type=client_credentials"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&grant_type=password"})
    void shouldRefuseAnotherGrantType(String grantType) {
        Integration integration = subscriptions.integration();

        Answer answer = Api.send(Api.request("/identity/oauth/token?client_id=" + integration.clientId()
                + "&client_secret=" + integration.secret() + grantType));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText())
                .isEqualTo(grantType.isEmpty() ? "invalid_request" : "unsupported_grant_type");
        assertThat(answer.json().path("error_description").asText())
                .isEqualTo(grantType.isEmpty() ? "Missing grant type" : "Unsupported grant type: password");
    }

    @Test
    void shouldRefuseAnotherVerbAndAnotherPathInItsOwnShape() {
        Answer put = Api.send(Api.request("/identity/oauth/token").PUT(BodyPublishers.noBody()));
        Answer elsewhere = Api.send(Api.request("/identity/oauth/nothing"));

        assertThat(put.status()).isEqualTo(405);
        assertThat(put.json().path("error_description").asText()).isEqualTo("Request method 'PUT' not supported");
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(elsewhere.json().path("error").asText()).isEqualTo("invalid_request");
    }

    @Test
    void shouldRefuseAnExpiredUserAtOnce() {
        Integration integration = subscriptions.integration();
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
                                clock.instant().plusSeconds(60))));
        Answer before = ask(integration);

        clock.advance(Duration.ofSeconds(60));
        Answer after = ask(integration);

        assertThat(before.status()).isEqualTo(200);
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.json().path("error_description").asText()).contains(integration.login(), "expired");
    }

    @Test
    void shouldRefuseADeletedServiceAtOnce() {
        Integration integration = subscriptions.integration();
        ask(integration);

        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> services.delete(change, integration.serviceId()));

        assertThat(ask(integration).json().path("error").asText()).isEqualTo("unauthorized");
    }

    @Test
    void shouldGiveTokensWhereTheAllowListOfTheServiceAdmitsTheAddressToo() {
        Integration restricted = subscriptions.integration();
        Integration other = subscriptions.integration(restricted.subscriptionId());
        AllowList elsewhere =
                AllowList.of(List.of(AddressRange.parse("192.0.2.0/24").orElseThrow()));
        String token = token(restricted);

        subscriptions.restrict(restricted, Limits.NONE, elsewhere);

        Answer refused = ask(restricted);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("error").asText()).isEqualTo("unauthorized");
        assertThat(refused.json().path("error_description").asText())
                .isEqualTo("The address 127.0.0.1 is not on the allow-list");
        assertThat(askWith(restricted.clientId().toString(), "wrong").json())
                .as("whether the secret is right is not told")
                .isEqualTo(refused.json());
        assertThat(ask(other).status()).isEqualTo(200);
        assertThat(Api.send(Api.request(query(restricted)).header("X-Forwarded-For", "192.0.2.9"))
                        .json()
                        .path("access_token")
                        .asText())
                .isEqualTo(token);
    }

    @Test
    void shouldKeepTheTokensOfTwoServicesApart() {
        Integration one = subscriptions.integration();
        Integration other = subscriptions.integration(one.subscriptionId());

        assertThat(token(one)).isNotEqualTo(token(other));
    }

    private Answer ask(Integration integration) {
        return Api.send(Api.request(query(integration)));
    }

    private String token(Integration integration) {
        return ask(integration).json().path("access_token").asText();
    }

    private Answer askWith(String clientId, String secret) {
        return Api.send(Api.request("/identity/oauth/token?grant_type=client_credentials&client_id=" + clientId
                + "&client_secret=" + secret));
    }

    private static String query(Integration integration) {
        return "/identity/oauth/token?grant_type=client_credentials&client_id=" + integration.clientId()
                + "&client_secret=" + integration.secret();
    }
}
