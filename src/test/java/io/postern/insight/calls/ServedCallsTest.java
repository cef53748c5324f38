package io.postern.insight.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.directory.Directories;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Compatibility;
import io.postern.access.subscription.Settings;
import io.postern.foundation.store.Store;
import io.postern.testing.Api;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is noted of calls that a resource serves: when each operation was last called by whom, and how long calls took. */
@QuarkusTest
class ServedCallsTest {
    @Inject
    Store store;

    @Inject
    TestClock clock;

    @Inject
    Directories directories;

    @Inject
    Changes changes;

    @Inject
    CustomServices services;

    @Inject
    LastCalls lastCalls;

    @Inject
    OperationTimes times;

    @Inject
    TestSubscriptions subscriptions;

    @Test
    void shouldKnowWhenAServiceWasLastServedWithAnOperation() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Api.get("/rest/v1/leads/describe.json", Api.token(integration));
        clock.advance(Duration.ofMinutes(5));
        Instant last = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Api.get("/rest/v1/leads/describe.json", Api.token(integration));
        Api.get("/rest/v1/lead/1.json", Api.token(integration));

        List<LastCalls.LastCall> calls = lastCalls.list(integration.subscriptionId());

        assertThat(calls)
                .containsExactly(
                        call(integration, "describeUsingGET_2", last), call(integration, "getLeadByIdUsingGET", last));
    }

    @Test
    void shouldNotTakeWhatIsRefusedForNeeded() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Api.post("/rest/v1/leads.json", Api.token(integration), "{}");

        assertThat(lastCalls.list(integration.subscriptionId())).isEmpty();
        assertThat(timesOfToday(integration)).isEmpty();
    }

    @Test
    void shouldKnowWhoStillSendsTheTokenInTheQuery() {
        Integration integration = subscriptions.integration(
                subscriptions
                        .create(Settings.named("Old clients").with(Compatibility.DEFAULT.withAccessTokenInQuery(true)))
                        .id(),
                Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);
        Instant sent = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Api.send(Api.request("/rest/v1/leads/describe.json?access_token=" + token));
        clock.advance(Duration.ofMinutes(5));
        Api.get("/rest/v1/leads/describe.json", token);

        assertThat(lastCalls.list(integration.subscriptionId())).singleElement().satisfies(call -> {
            assertThat(call.tokenInParametersAt()).isEqualTo(sent);
            assertThat(call.lastCalledAt()).isEqualTo(sent.plus(Duration.ofMinutes(5)));
        });
    }

    @Test
    void shouldNeverGoBackwardsOnTwoNodes() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        LastCalls one = new LastCalls(store, clock);
        LastCalls other = new LastCalls(store, clock);
        Instant early = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        one.served(TestCallers.of(integration), "getLeadsByFilterUsingGET", false, early.plusSeconds(600));
        other.served(TestCallers.of(integration), "getLeadsByFilterUsingGET", true, early);

        one.merge();
        other.merge();

        assertThat(lastCalls.list(integration.subscriptionId())).singleElement().satisfies(call -> {
            assertThat(call.lastCalledAt()).isEqualTo(early.plusSeconds(600));
            assertThat(call.tokenInParametersAt()).isEqualTo(early);
        });
    }

    @Test
    void shouldForgetServicesThatAreGoneSomeTimeAfterTheirLastCall() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Integration present = subscriptions.integration(integration.subscriptionId(), Permission.READ_ONLY_PERSON);
        Api.get("/rest/v1/leads/describe.json", Api.token(integration));
        Api.get("/rest/v1/leads/describe.json", Api.token(present));
        lastCalls.merge();
        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> services.delete(change, integration.serviceId()));

        lastCalls.forgetOld();
        assertThat(rows(integration)).isEqualTo(2);
        lastCalledAt(integration, clock.instant().minus(LastCalls.REMEMBERED));
        lastCalls.forgetOld();
        assertThat(rows(integration)).isEqualTo(2);
        lastCalledAt(integration, clock.instant().minus(LastCalls.REMEMBERED).minusMillis(1));
        lastCalls.forgetOld();

        assertThat(rows(integration)).isEqualTo(1);
        assertThat(lastCalls.list(integration.subscriptionId()))
                .extracting(LastCalls.LastCall::serviceId)
                .containsExactly(present.serviceId());
    }

    @Test
    void shouldCountCallsByHowLongTheyTook() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        OperationTimes one = new OperationTimes(store, clock);
        OperationTimes other = new OperationTimes(store, clock);
        LocalDate today = today(integration);
        end(one, integration, Duration.ofMillis(10));
        end(one, integration, Duration.ofMillis(10).plusNanos(1));
        end(other, integration, Duration.ofMillis(9));
        end(other, integration, Duration.ofMinutes(2));
        one.merge();

        // the other node has not merged yet
        assertThat(other.days(integration.subscriptionId(), today, today))
                .containsExactlyInAnyOrder(
                        new OperationTimes.Timed(today, "getLeadsByFilterUsingGET", 0, 2),
                        new OperationTimes.Timed(today, "getLeadsByFilterUsingGET", 1, 1),
                        new OperationTimes.Timed(today, "getLeadsByFilterUsingGET", OperationTimes.SPANS.size(), 1));
        assertThat(other.histograms(integration.subscriptionId(), today, today))
                .hasEntrySatisfying("getLeadsByFilterUsingGET", histogram -> {
                    assertThat(histogram.calls()).isEqualTo(4);
                    assertThat(histogram.percentile(50)).contains(Duration.ofMillis(10));
                    assertThat(histogram.percentile(75)).contains(Duration.ofMillis(25));
                    assertThat(histogram.percentile(76)).isEmpty();
                });
    }

    @Test
    void shouldTimeTheCallsThatTheGateLetsThrough() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Api.get("/rest/v1/stats/usage.json", Api.token(integration));
        Api.get("/rest/v1/lead/1.json", Api.token(integration));
        Api.get("/rest/v1/lead/2.json", Api.token(integration));

        assertThat(timesOfToday(integration).stream()
                        .filter(timed -> timed.operation().equals("getLeadByIdUsingGET"))
                        .mapToLong(OperationTimes.Timed::calls)
                        .sum())
                .isEqualTo(2);
    }

    private void end(OperationTimes node, Integration integration, Duration took) {
        node.ended(
                directories.get(integration.subscriptionId()).orElseThrow(),
                today(integration),
                "getLeadsByFilterUsingGET",
                took.toNanos());
    }

    private List<OperationTimes.Timed> timesOfToday(Integration integration) {
        return times.days(integration.subscriptionId(), today(integration), today(integration));
    }

    private LocalDate today(Integration integration) {
        return directories.get(integration.subscriptionId()).orElseThrow().day(clock.instant());
    }

    private static LastCalls.LastCall call(Integration integration, String operation, Instant at) {
        return new LastCalls.LastCall(integration.userId(), integration.serviceId(), operation, at, null);
    }

    /** As if the calls of all services had been then. */
    private void lastCalledAt(Integration integration, Instant at) {
        store.useTransaction(handle -> handle.createUpdate(
                        "UPDATE service_operation SET last_called_at = :at WHERE subscription_id = :id")
                .bind("at", at)
                .bind("id", integration.subscriptionId())
                .execute());
    }

    private long rows(Integration integration) {
        return store.with(
                handle -> handle.createQuery("SELECT count(*) FROM service_operation WHERE subscription_id = :id")
                        .bind("id", integration.subscriptionId())
                        .mapTo(Long.class)
                        .one());
    }
}
