package io.postern.gate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.directory.Directories;
import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.foundation.store.Store;
import io.postern.insight.calls.TestCallers;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several nodes count together; each has its own {@link Usage} on the one database. */
@QuarkusTest
class SharedUsageTest {
    @Inject
    Store store;

    @Inject
    TestClock clock;

    @Inject
    Directories directories;

    @Inject
    TestSubscriptions subscriptions;

    private Integration integration = new Integration(0, 0, 0, "", 0, new java.util.UUID(0, 0), "");

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
    }

    @Test
    void shouldKnowWhatAnotherNodeCountedAfterAMerge() {
        Usage one = node();
        Usage other = node();

        count(one, 3);
        count(other, 4);
        one.merge();
        other.merge();
        one.merge();

        assertThat(total(one)).isEqualTo(7);
        assertThat(total(other)).isEqualTo(7);
    }

    @Test
    void shouldHaveEverythingAfterACleanStopAndLoseNothingWrittenAtACrash() {
        Usage stopped = node();
        count(stopped, 5);
        stopped.merge();
        count(stopped, 2);

        Usage started = node();

        assertThat(total(started)).isEqualTo(5);
        stopped.merge();
        started.load(directory());
        assertThat(total(started)).isEqualTo(7);
    }

    @Test
    void shouldGiveBackWhatWasWrittenAlreadyAndNeverFallBelowZero() {
        Usage one = node();
        Usage.Unit unit = one.count(directory(), TestCallers.of(integration), clock.instant());
        one.merge();
        unit.giveBack();
        one.merge();
        assertThat(total(one)).isZero();
        assertThat(total(node())).isZero();

        // somebody has set the counter back meanwhile
        Usage.Unit lost = one.count(directory(), TestCallers.of(integration), clock.instant());
        one.merge();
        store.useTransaction(handle -> handle.createUpdate("UPDATE api_usage SET calls = 0 WHERE subscription_id = :id")
                .bind("id", integration.subscriptionId())
                .execute());
        lost.giveBack();
        one.merge();

        assertThat(total(one)).isZero();
        assertThat(total(node())).isZero();
    }

    @Test
    void shouldKnowTheDayOfAServiceWhicheverUserItBelongedTo() {
        Integration second = subscriptions.integration(integration.subscriptionId());
        Usage one = node();
        Usage other = node();
        count(one, 3);
        one.merge();
        other.count(directory(), caller(integration.serviceId(), second.userId()), clock.instant());
        Usage.Unit lost = other.count(directory(), caller(integration.serviceId(), second.userId()), clock.instant());
        other.count(directory(), caller(second.serviceId(), second.userId()), clock.instant());
        other.merge();
        lost.giveBack();
        other.merge();
        one.merge();

        for (Usage node : List.of(one, other, node())) {
            assertThat(total(node, integration)).isEqualTo(4);
            assertThat(total(node, second)).isEqualTo(1);
            assertThat(total(node)).isEqualTo(5);
        }
    }

    @Test
    void shouldForgetWhatItKnowsOfADayThatNobodyAsksFor() {
        Usage one = node();
        for (int merges = 0; merges < 20; merges++) {
            one.merge();
        }

        assertThat(one.isKnown(directory())).isFalse();
    }

    @Test
    void shouldKnowTheNextDayFromItsBeginning() {
        Usage one = node();
        count(one, 2);
        clock.advance(Duration.ofDays(1));

        assertThat(one.isKnown(directory())).isTrue();
        assertThat(total(one)).isZero();
    }

    @Test
    void shouldLoseNoCallOfManyThreadsWhileItMerges() throws Exception {
        Usage one = node();
        Usage other = node();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Usage node = thread % 2 == 0 ? one : other;
                work.add(threads.submit(() -> {
                    for (int call = 0; call < 500; call++) {
                        Usage.Unit unit = node.count(directory(), TestCallers.of(integration), clock.instant());
                        if (call % 5 == 0) {
                            unit.giveBack();
                        }
                        if (call % 50 == 0) {
                            node.merge();
                        }
                    }
                }));
            }
            for (Future<?> done : work) {
                done.get();
            }
        }
        one.merge();
        other.merge();
        one.merge();

        assertThat(total(one)).isEqualTo(4 * 400);
        assertThat(one.total(directory(), clock.instant())).isEqualTo(4 * 400);
        assertThat(total(node())).isEqualTo(4 * 400);
    }

    @Test
    void shouldTellEachCallOnceWhileItIsWritten() throws Exception {
        Usage node = node();
        AtomicLong counted = new AtomicLong();
        LocalDate today = directory().day(clock.instant());
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> counting = threads.submit(() -> {
                for (int call = 0; call < 3_000; call++) {
                    node.count(directory(), TestCallers.of(integration), clock.instant());
                    counted.incrementAndGet();
                }
            });
            Future<?> merging = threads.submit(() -> {
                while (!counting.isDone()) {
                    node.merge();
                }
            });

            while (!merging.isDone()) {
                long before = counted.get();
                long told =
                        node.totals(integration.subscriptionId(), today, today).getOrDefault(today, 0L);
                // a call is counted a moment before this test knows of it
                assertThat(told).isBetween(before, counted.get() + 1);
            }
            counting.get();
            merging.get();
        }
    }

    /** A node that has just been started. */
    private Usage node() {
        Usage usage = new Usage(store, clock);
        usage.load(directory());
        return usage;
    }

    private void count(Usage usage, int times) {
        for (int calls = 0; calls < times; calls++) {
            usage.count(directory(), TestCallers.of(integration), clock.instant());
        }
    }

    private long total(Usage usage) {
        assertThat(usage.today(directory()).total()).isEqualTo(usage.total(directory(), clock.instant()));
        return usage.today(directory()).total();
    }

    private long total(Usage usage, Integration of) {
        Directory.Service service =
                java.util.Objects.requireNonNull(directory().services().get(of.serviceId()));
        return usage.total(directory(), service, clock.instant());
    }

    private Directory directory() {
        return directories.get(integration.subscriptionId()).orElseThrow();
    }

    private Caller.Service caller(long serviceId, long userId) {
        return new Caller.Service(
                integration.subscriptionId(),
                serviceId,
                "Service",
                userId,
                integration.login(),
                WorkspacePermissions.NONE,
                "192.0.2.1");
    }
}
