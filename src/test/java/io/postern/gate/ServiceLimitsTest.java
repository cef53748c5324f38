package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.foundation.wire.AddressRange;
import io.postern.gate.limits.Capacities;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What limits and allow-list of one service let in, over HTTP, beside those of its subscription. */
@QuarkusTest
class ServiceLimitsTest {
    private static final String USAGE = "/rest/v1/stats/usage.json";
    private static final String SLOW = "/rest/v1/test/slow.json";

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Inject
    Capacities rooms;

    private int subscription;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | 0 | 607 | Daily quota reached
            0 | 2 | 606 | Max rate limit '2' exceeded with in '20' secs
            """)
    void shouldRefuseAServiceAtItsLimitAndNotTheOthers(int daily, int rate, String code, String text) {
        Integration limited = integration(Limits.DEFAULT);
        Integration other = subscriptions.integration(subscription, Permission.READ_WRITE_PERSON);
        subscriptions.restrict(limited, new Limits(daily, rate, 0), AllowList.OFF);
        String token = Api.token(limited);

        assertThat(errors(token, 4)).containsExactly("", "", code, code);
        assertThat(Api.get(USAGE, token).message()).isEqualTo(text);
        assertThat(errors(Api.token(other), 5)).containsOnly("");
        assertThat(total(Api.token(other))).as("what is refused counts nothing").isEqualTo(2 + 6);
    }

    @Test
    void shouldLetAServiceWhoseRateIsLimitedInAgainAfterTwentySeconds() {
        Integration limited = integration(Limits.DEFAULT);
        subscriptions.restrict(limited, new Limits(0, 2, 0), AllowList.OFF);
        String token = Api.token(limited);
        assertThat(errors(token, 3)).containsExactly("", "", "606");
        assertThat(rooms.now(subscription, limited.serviceId())).isEqualTo(new Capacities.InUse(OptionalInt.of(2), 0));

        clock.advance(Duration.ofSeconds(20).minusNanos(1));
        assertThat(errors(token, 1)).containsExactly("606");
        clock.advance(Duration.ofNanos(1));
        assertThat(errors(token, 3)).containsExactly("", "", "606");
    }

    @Test
    void shouldRefuseWhatIsBeyondThePlacesOfAServiceUntilOneIsFree() throws Exception {
        Integration limited = integration(Limits.DEFAULT);
        Integration other = subscriptions.integration(subscription, Permission.READ_WRITE_PERSON);
        subscriptions.restrict(limited, new Limits(0, 0, 1), AllowList.OFF);
        String token = Api.token(limited);
        String tokenOfOther = Api.token(other);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> one = clients.submit(() -> Api.get(SLOW, token));
            await().until(() -> rooms.now(subscription, limited.serviceId()).inFlight() == 1);

            Answer second = Api.get(USAGE, token);

            assertThat(second.message()).isEqualTo("Concurrent access limit '1' reached");
            assertThat(Api.get(USAGE, tokenOfOther).error()).isEmpty();
            assertThat(one.get().error()).isEqualTo("604");
            await().until(() -> Api.get(USAGE, token).error().isEmpty());
        }
    }

    @Test
    void shouldStillHoldAServiceToTheLimitsOfItsSubscription() {
        Integration wide = integration(new Limits(0, 3, 0));
        Integration other = subscriptions.integration(subscription, Permission.READ_WRITE_PERSON);
        subscriptions.restrict(wide, new Limits(0, 100, 0), AllowList.OFF);

        assertThat(errors(Api.token(other), 1)).containsExactly("");
        assertThat(errors(Api.token(wide), 3)).containsExactly("", "", "606");
        assertThat(Api.get(USAGE, Api.token(wide)).message())
                .isEqualTo("Max rate limit '3' exceeded with in '20' secs");
    }

    @Test
    void shouldTellTheDayOfTheServiceBeforeTheTwentySecondsOfTheSubscription() {
        Integration limited = integration(new Limits(0, 2, 0));
        subscriptions.restrict(limited, new Limits(2, 0, 0), AllowList.OFF);

        assertThat(errors(Api.token(limited), 3)).containsExactly("", "", "607");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/v1/test/away.json", "/rest/v1/test/bug.json", SLOW})
    void shouldGiveTheUnitOfTheServiceBackForWhatIsNotTheCallersFault(String path) {
        Integration limited = integration(Limits.DEFAULT);
        subscriptions.restrict(limited, new Limits(2, 0, 0), AllowList.OFF);
        String token = Api.token(limited);

        assertThat(Api.get(path, token).error()).isIn("608", "611", "604");
        assertThat(total(token)).isEqualTo(1);
        assertThat(errors(token, 2)).containsExactly("", "607");
    }

    @Test
    void shouldHoldAServiceToItsLimitsFromTheNextCallOnAndLetItGoAgain() {
        Integration integration = integration(Limits.DEFAULT);
        String token = Api.token(integration);
        assertThat(errors(token, 3)).containsOnly("");

        subscriptions.restrict(integration, new Limits(3, 0, 0), AllowList.OFF);
        assertThat(errors(token, 1)).containsExactly("607");

        subscriptions.restrict(integration, Limits.NONE, AllowList.OFF);
        assertThat(errors(token, 3)).containsOnly("");
    }

    @Test
    void shouldAcceptCallsFromWhereBothListsAdmitThem() {
        Settings restricted = Settings.named("Restricted").with(list("10.0.0.0/8", "127.0.0.1"));
        subscription = subscriptions.create(restricted).id();
        Integration narrowed = subscriptions.integration(subscription, Permission.READ_WRITE_PERSON);
        Integration other = subscriptions.integration(subscription, Permission.READ_WRITE_PERSON);
        String token = Api.token(narrowed);
        subscriptions.restrict(narrowed, Limits.NONE, list("10.1.*.*", "192.0.2.1"));

        Answer refused = get(token, "10.2.0.1");
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.error()).isEqualTo("603");
        assertThat(refused.message()).isEqualTo("Access denied");
        assertThat(get(token, "192.0.2.1").error())
                .as("the subscription does not admit it")
                .isEqualTo("603");
        assertThat(get(Api.token(other), "10.2.0.1").error()).isEmpty();
        assertThat(get(token, "10.1.2.3").result().path(0).path("total").asInt())
                .as("what is refused counts nothing")
                .isEqualTo(2);
    }

    private Integration integration(Limits shared) {
        Settings settings = Settings.named("Limited").with(shared);
        subscription = subscriptions.create(settings).id();
        return subscriptions.integration(subscription, Permission.READ_WRITE_PERSON);
    }

    private static AllowList list(String... entries) {
        return AllowList.of(List.of(entries).stream()
                .map(entry -> AddressRange.parse(entry).orElseThrow())
                .toList());
    }

    private static List<String> errors(String token, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(call -> Api.get(USAGE, token).error())
                .toList();
    }

    private static int total(String token) {
        return Api.get(USAGE, token).result().path(0).path("total").asInt();
    }

    private static Answer get(String token, String address) {
        return Api.send(
                Api.request(USAGE).header("Authorization", "Bearer " + token).header("X-Forwarded-For", address));
    }
}
