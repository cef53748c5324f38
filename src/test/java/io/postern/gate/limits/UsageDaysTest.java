package io.postern.gate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.directory.Directories;
import io.postern.access.directory.Directory;
import io.postern.access.permission.Permission;
import io.postern.foundation.store.Store;
import io.postern.gate.limits.Usage.ServiceCalls;
import io.postern.insight.calls.TestCallers;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The calls of several days, of which some are written and some are not. */
@QuarkusTest
class UsageDaysTest {
    @Inject
    Usage usage;

    @Inject
    Store store;

    @Inject
    Directories directories;

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Test
    void shouldCountWhatIsWrittenAndWhatIsPendingOnce() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        LocalDate today = today(integration);

        count(integration, 3);
        assertThat(calls(integration, today, today)).isEqualTo(3);
        usage.merge();
        assertThat(calls(integration, today, today)).isEqualTo(3);
        count(integration, 2);
        assertThat(calls(integration, today, today)).isEqualTo(5);
        usage.count(directory(integration), TestCallers.of(integration), clock.instant())
                .giveBack();
        assertThat(calls(integration, today, today)).isEqualTo(5);

        // what another node has written is read from the database
        store.useTransaction(handle -> UsageStore.add(
                handle,
                integration.subscriptionId(),
                today,
                List.of(new ServiceCalls(today, integration.userId(), integration.serviceId(), "other", "other", 10))));
        assertThat(calls(integration, today, today)).isEqualTo(15);
        usage.merge();
        assertThat(calls(integration, today, today)).isEqualTo(15);
    }

    @Test
    void shouldBeginADayAtMidnightOfTheSubscription() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        LocalDate first = today(integration);
        count(integration, 1);
        ZonedDateTime midnight =
                first.plusDays(1).atStartOfDay(directory(integration).settings().timeZone());
        clock.advance(Duration.between(clock.instant(), midnight).minusNanos(1));
        count(integration, 1);
        clock.advance(Duration.ofNanos(1));
        count(integration, 4);

        assertThat(calls(integration, first, first)).isEqualTo(2);
        assertThat(calls(integration, first.plusDays(1), first.plusDays(1))).isEqualTo(4);
        assertThat(calls(integration, first, first.plusDays(1))).isEqualTo(6);
        assertThat(calls(integration, first.plusDays(2), first.plusDays(3))).isZero();
    }

    @Test
    void shouldTotalTheCallsOfAllServicesOrOfOneByDay() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Integration other = subscriptions.integration(integration.subscriptionId(), Permission.READ_ONLY_PERSON);
        int subscription = integration.subscriptionId();
        LocalDate today = today(integration);
        count(integration, 3);
        count(other, 4);
        usage.merge();
        count(integration, 1);
        store.useTransaction(handle -> UsageStore.add(
                handle,
                subscription,
                today.minusDays(1),
                List.of(new ServiceCalls(
                        today.minusDays(1), other.userId(), integration.serviceId(), "former owner", "", 10))));

        assertThat(usage.totals(subscription, today.minusDays(1), today))
                .isEqualTo(Map.of(today.minusDays(1), 10L, today, 8L));
        assertThat(usage.totals(subscription, integration.serviceId(), today.minusDays(1), today))
                .isEqualTo(Map.of(today.minusDays(1), 10L, today, 4L));
        assertThat(usage.totals(subscription, other.serviceId(), today, today)).isEqualTo(Map.of(today, 4L));
    }

    private long calls(Integration integration, LocalDate from, LocalDate to) {
        List<ServiceCalls> calls = usage.days(integration.subscriptionId(), from, to);
        assertThat(calls).allSatisfy(counted -> assertThat(counted.serviceId()).isEqualTo(integration.serviceId()));
        return calls.stream().mapToLong(ServiceCalls::count).sum();
    }

    private void count(Integration integration, int times) {
        for (int calls = 0; calls < times; calls++) {
            usage.count(directory(integration), TestCallers.of(integration), clock.instant());
        }
    }

    private LocalDate today(Integration integration) {
        return LocalDate.ofInstant(
                clock.instant(), directory(integration).settings().timeZone());
    }

    private Directory directory(Integration integration) {
        return directories.get(integration.subscriptionId()).orElseThrow();
    }
}
