package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.directory.Directories;
import io.postern.access.directory.Directory;
import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.foundation.wire.Answer;
import io.postern.foundation.wire.ErrorCode;
import io.postern.gate.Authentication.Authenticated;
import io.postern.insight.calls.OperationTimes;
import io.postern.insight.calls.TestCallers;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of which calls the time that they took is counted, and which time that is. */
@QuarkusTest
class WorkTimesTest {
    @Inject
    Admission admission;

    @Inject
    CallMetrics metrics;

    @Inject
    OperationTimes times;

    @Inject
    Operations operations;

    @Inject
    Directories directories;

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    private Integration integration = new Integration(0, 0, 0, "", 0, new java.util.UUID(0, 0), "");

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
    }

    @Test
    void shouldCountHowLongTheWorkTookAndNotTheWayToIt() {
        Stage.Serving serving = admitted().working(false);
        long began = System.nanoTime() - Duration.ofSeconds(20).toNanos();

        metrics.answered(
                operation().surface(),
                operation(),
                new Stage.Handed(serving, operation(), began),
                Answer.Refused.with(ErrorCode.REQUEST_TIMED_OUT));

        assertThat(timesOfToday()).singleElement().satisfies(timed -> {
            assertThat(timed.operation()).isEqualTo(operation().id());
            assertThat(timed.durationClass()).isEqualTo(OperationTimes.SPANS.indexOf(Duration.ofSeconds(30)));
            assertThat(timed.calls()).isEqualTo(1);
        });
    }

    @Test
    void shouldCountNoTimeOfACallThatLeavesWithoutAnEndOfItsWork() {
        Stage.Admitted admitted = admitted();
        admitted.working(false).handed(operation());

        admitted.slot().leave();

        assertThat(timesOfToday()).isEmpty();
    }

    private Stage.Admitted admitted() {
        Directory directory = directories.get(integration.subscriptionId()).orElseThrow();
        Directory.Service service = Objects.requireNonNull(directory.services().get(integration.serviceId()));
        Admission.Outcome outcome = admission.admit(new Authenticated(TestCallers.of(integration), service, directory));
        return new Stage.Admitted((Admission.Slot) outcome);
    }

    private Operation operation() {
        return operations.table().operations().getFirst();
    }

    private List<OperationTimes.Timed> timesOfToday() {
        LocalDate today =
                directories.get(integration.subscriptionId()).orElseThrow().day(clock.instant());
        return times.days(integration.subscriptionId(), today, today);
    }
}
