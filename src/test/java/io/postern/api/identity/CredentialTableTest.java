package io.postern.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.Changes;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.customservice.CustomServices;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Subscriptions;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What becomes of a token call, and of a call with a token from before, in every combination of what decides on it. */
@QuarkusTest
class CredentialTableTest {
    /** The first line that fits tells the outcome. A grant gives the token from before; nothing to say of a call is success. */
    private static final String EXPECTED = """
            call  | service  | secret  | user     | allow-list | outcome
            token | deleted  | *       | *        | *          | unauthorized: No client with requested id
            token | *        | *       | *        | refuses    | unauthorized: The address
            token | *        | ended   | *        | *          | invalid_client: Bad client credentials
            token | *        | expired | *        | *          | invalid_client: Bad client credentials
            token | *        | wrong   | *        | *          | invalid_client: Bad client credentials
            token | disabled | *       | *        | *          | unauthorized: The service
            token | *        | *       | disabled | *          | unauthorized: The API-only user
            token | *        | *       | expired  | *          | unauthorized: The API-only user
            token | active   | *       | active   | *          | granted
            rest  | deleted  | *       | *        | *          | 601
            rest  | disabled | *       | *        | *          | 601
            rest  | *        | *       | disabled | *          | 601
            rest  | *        | *       | expired  | *          | 601
            rest  | active   | *       | active   | refuses    | 603
            rest  | active   | *       | active   | *          | success
            """;

    private static final Duration UNTIL_EXPIRY = Duration.ofMinutes(1);

    private enum Service {
        ACTIVE,
        DISABLED,
        DELETED
    }

    private enum Secret {
        CURRENT,
        /** The one before, in its overlap. */
        OLD,
        /** The one before, after its overlap. */
        ENDED,
        /** The only one, after its expiry. */
        EXPIRED,
        WRONG
    }

    /** A user who owns services is never deleted. */
    private enum Owner {
        ACTIVE,
        DISABLED,
        EXPIRED
    }

    private enum AllowListed {
        OFF(AllowList.OFF),
        ADMITS(list("127.44.0.0/24")),
        REFUSES(list("127.45.0.0/24"));

        private final AllowList list;

        AllowListed(AllowList list) {
            this.list = list;
        }

        private static AllowList list(String range) {
            return AllowList.of(List.of(AddressRange.parse(range).orElseThrow()));
        }
    }

    private record Combination(Service service, Secret secret, Owner user, AllowListed allowList) {
        static Stream<Combination> all() {
            return Stream.of(Service.values())
                    .flatMap(service -> Stream.of(Secret.values())
                            .flatMap(secret -> Stream.of(Owner.values())
                                    .flatMap(user -> Stream.of(AllowListed.values())
                                            .map(list -> new Combination(service, secret, user, list)))));
        }

        /** The outcome that the table tells. */
        String expected(String call) {
            return EXPECTED.lines()
                    .skip(1)
                    .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
                    .filter(line -> fits(line.get(0), call)
                            && fits(line.get(1), service)
                            && fits(line.get(2), secret)
                            && fits(line.get(3), user)
                            && fits(line.get(4), allowList))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the table does not tell of " + this))
                    .get(5);
        }

        private static boolean fits(String cell, Object value) {
            return cell.equals("*") || cell.equals(value.toString().toLowerCase(Locale.ROOT));
        }
    }

    /** A service in one combination, with what its integration has. */
    private record Case(Combination combination, Integration integration, String secret, String token) {}

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Subscriptions settings;

    @Inject
    Users users;

    @Inject
    CustomServices services;

    @Inject
    ClientSecrets secrets;

    @Inject
    TestClock clock;

    @Test
    void shouldDecideAsTheTableSays() {
        for (AllowListed allowList : AllowListed.values()) {
            decideAsTheTableSays(allowList);
        }
    }

    private void decideAsTheTableSays(AllowListed allowList) {
        int subscription = subscriptions.create().id();
        List<Combination> combinations = Combination.all()
                .filter(combination -> combination.allowList() == allowList)
                .toList();
        assertThat(combinations).hasSize(3 * 5 * 3);

        // given integrations with a live token each
        List<Integration> integrations = new ArrayList<>();
        for (int i = 0; i < combinations.size(); i++) {
            integrations.add(subscriptions.integration(subscription, Permission.READ_ONLY_PERSON));
        }
        try (HttpClient client = Api.from("127.44.0." + (allowList.ordinal() + 1))) {
            List<String> tokens = integrations.stream()
                    .map(each -> Api.send(client, Api.tokenRequest(each.clientId(), each.secret())))
                    .map(answer -> answer.json().path("access_token").asText())
                    .toList();

            // when each is brought into its combination
            List<Case> cases = new ArrayList<>();
            changes.run(TestSubscriptions.TEST, subscription, change -> {
                for (int i = 0; i < combinations.size(); i++) {
                    String secret = bring(change, integrations.get(i), combinations.get(i));
                    cases.add(new Case(combinations.get(i), integrations.get(i), secret, tokens.get(i)));
                }
                settings.change(change, change.subscription().settings().with(allowList.list));
            });
            clock.advance(UNTIL_EXPIRY);

            // then
            SoftAssertions softly = new SoftAssertions();
            for (Case each : cases) {
                softly.assertThat(outcomeOfToken(client, each))
                        .as("token, %s", each.combination())
                        .startsWith(each.combination().expected("token"));
                softly.assertThat(outcomeOfCall(client, each))
                        .as("rest, %s", each.combination())
                        .isEqualTo(each.combination().expected("rest"));
            }
            softly.assertAll();
        }
    }

    /** Brings an integration into a combination, and returns the secret that it uses then. */
    private String bring(Change change, Integration integration, Combination combination) {
        Instant soon = change.at().plus(UNTIL_EXPIRY);
        long service = integration.serviceId();
        String secret = switch (combination.secret()) {
            case CURRENT -> secrets.rotate(change, service, Duration.ZERO).text();
            case OLD -> {
                secrets.rotate(change, service, ClientSecrets.DEFAULT_OVERLAP);
                yield integration.secret();
            }
            case ENDED -> {
                secrets.rotate(change, service, UNTIL_EXPIRY);
                yield integration.secret();
            }
            case EXPIRED -> {
                long only = secrets.list(change.handle(), change.subscriptionId(), service)
                        .getFirst()
                        .id();
                secrets.expire(change, service, only, soon);
                yield integration.secret();
            }
            case WRONG -> "-" + integration.secret().substring(1); // which no secret has, so it is wrong indeed
        };
        switch (combination.user()) {
            case ACTIVE -> {}
            case DISABLED -> users.disable(change, integration.userId());
            case EXPIRED ->
                users.edit(
                        change,
                        integration.userId(),
                        new UserDetails(integration.login(), "Inte", "Gration", "", soon));
        }
        switch (combination.service()) {
            case ACTIVE -> {}
            case DISABLED -> services.disable(change, service);
            case DELETED -> services.delete(change, service);
        }
        return secret;
    }

    private static String outcomeOfToken(HttpClient client, Case each) {
        Answer answer = Api.send(client, Api.tokenRequest(each.integration().clientId(), each.secret()));
        if (answer.status() == 200) {
            return answer.json().path("access_token").asText().equals(each.token()) ? "granted" : "another token";
        }
        assertThat(answer.status()).isEqualTo(401);
        return answer.json().path("error").asText() + ": "
                + answer.json().path("error_description").asText();
    }

    private static String outcomeOfCall(HttpClient client, Case each) {
        Answer answer = Api.send(
                client, Api.request("/rest/v1/leads/describe.json").header("Authorization", "Bearer " + each.token()));
        return answer.json().path("success").asBoolean() ? "success" : answer.error();
    }
}
