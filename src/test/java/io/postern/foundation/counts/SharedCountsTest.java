package io.postern.foundation.counts;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.foundation.store.Snapshot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page that reads, a merge and a load do to each other. */
class SharedCountsTest {
    private static final int SUBSCRIPTION = 1;
    private static final int OTHER_SUBSCRIPTION = 2;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Test
    void shouldHoldUpNeitherMergeNorLoadWhileAPageReads() {
        BreakingTable table = new BreakingTable();
        SharedCounts<String> counts = new SharedCounts<>(table);
        counts.tally(SUBSCRIPTION, DAY, "a").count(3);
        counts.tally(OTHER_SUBSCRIPTION, DAY, "a").count(1);

        long told = sum(counts.during(SUBSCRIPTION, DAY, DAY, () -> {
            Snapshot<Map<String, Long>> seen = table.snapshot();
            elsewhere(() -> counts.merge(subscription -> DAY.atStartOfDay().toInstant(ZoneOffset.UTC)));
            elsewhere(() -> counts.load(SUBSCRIPTION, DAY));
            elsewhere(() -> counts.load(OTHER_SUBSCRIPTION, DAY));
            elsewhere(() -> assertThat(page(counts, table)).isEqualTo(4));
            return seen;
        }));

        assertThat(table.rows).containsEntry("a", 4L);
        assertThat(told).isEqualTo(3);
    }

    @Test
    void shouldHoldUpNoDayWhileAnotherIsMerged() {
        BreakingTable table = new BreakingTable();
        SharedCounts<String> counts = new SharedCounts<>(table);
        counts.tally(SUBSCRIPTION, DAY, "a").count(1);
        table.meanwhile = () -> {
            elsewhere(() -> counts.load(OTHER_SUBSCRIPTION, DAY));
            elsewhere(() -> counts.load(SUBSCRIPTION, DAY.plusDays(1)));
        };

        counts.merge(subscription -> DAY.atStartOfDay().toInstant(ZoneOffset.UTC));

        assertThat(counts.isKnown(OTHER_SUBSCRIPTION, DAY)).isTrue();
        assertThat(counts.isKnown(SUBSCRIPTION, DAY.plusDays(1))).isTrue();
    }

    private static long page(SharedCounts<String> counts, BreakingTable table) {
        return sum(counts.during(SUBSCRIPTION, DAY, DAY, table::snapshot));
    }

    private static long sum(SharedCounts.Pending<String, Map<String, Long>> told) {
        return Stream.concat(Stream.of(told.written()), told.pending().values().stream())
                .flatMap(calls -> calls.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Does something on another thread, and waits until it is done. */
    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).orTimeout(10, TimeUnit.SECONDS).join();
    }
}
