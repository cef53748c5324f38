package io.postern.foundation.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.postern.foundation.store.Snapshot;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.testing.Cases;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counts whose writing is cut off now and then, before or after the commit. */
class CutOffCountsTest {
    private static final int SUBSCRIPTION = 1;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    /** What happens, one after the other. */
    enum Step {
        COUNT,
        GIVE_BACK,
        MERGE,
        LOAD,
        /** The connection breaks before the commit. */
        MERGE_UNCOMMITTED,
        /** The connection breaks after the commit, before its answer. */
        MERGE_UNANSWERED,
        /** The connection breaks, and the commit is still to come. */
        MERGE_LATE,
        COMMIT_LATE,
        PAGE,
        PAGE_BEFORE_MERGE,
        PAGE_AFTER_MERGE,
        PAGE_BEFORE_UNANSWERED_MERGE,
        PAGE_BEFORE_LATE_COMMIT,
        PAGE_AFTER_LATE_COMMIT,
        OTHER_NODE_COUNTS
    }

    @Test
    void shouldCountEachCallOnce() {
        Cases.run(given -> checkThatEachCallCountsOnce(given.list(0, 60, () -> given.oneOf(Step.values()))));
    }

    private static void checkThatEachCallCountsOnce(List<Step> steps) {
        BreakingTable table = new BreakingTable();
        SharedCounts<String> counts = new SharedCounts<>(table, String::length);
        long counted = 0;
        long others = 0;
        for (Step step : steps) {
            switch (step) {
                case COUNT -> {
                    counts.tally(SUBSCRIPTION, DAY, "a").count(1);
                    counted++;
                }
                case GIVE_BACK -> {
                    if (counted > 0) {
                        counts.tally(SUBSCRIPTION, DAY, "a").count(-1);
                        counted--;
                    }
                }
                case OTHER_NODE_COUNTS -> {
                    table.rows.merge("b", 1L, Long::sum);
                    table.rows.merge("of another group", 1L, Long::sum);
                    others++;
                }
                case MERGE -> merge(counts, table, BreakingTable.Break.NEVER);
                case MERGE_UNCOMMITTED -> merge(counts, table, BreakingTable.Break.BEFORE);
                case MERGE_UNANSWERED -> merge(counts, table, BreakingTable.Break.AFTER);
                case MERGE_LATE -> merge(counts, table, BreakingTable.Break.LATE);
                case COMMIT_LATE -> table.commitLate();
                case LOAD -> load(counts);
                case PAGE,
                        PAGE_BEFORE_MERGE,
                        PAGE_AFTER_MERGE,
                        PAGE_BEFORE_UNANSWERED_MERGE,
                        PAGE_BEFORE_LATE_COMMIT,
                        PAGE_AFTER_LATE_COMMIT ->
                    assertThat(page(counts, table, step))
                            .as("%s in %s", step, steps)
                            .isEqualTo(counted + 2 * others);
            }
        }
        table.commitLate();
        merge(counts, table, BreakingTable.Break.NEVER);
        counts.load(SUBSCRIPTION, DAY);

        assertThat(table.rows.getOrDefault("a", 0L)).isEqualTo(counted);
        assertThat(counts.sum(SUBSCRIPTION, DAY)).isEqualTo(counted + 2 * others);
        assertThat(counts.sum(SUBSCRIPTION, DAY, "a".length())).isEqualTo(counted + others);
    }

    @Test
    void shouldNotTakeADayForKnownWhileTheDatabaseCannotTellWhatItHas() {
        BreakingTable table = new BreakingTable();
        table.rows.put("a", 5L);
        SharedCounts<String> counts = new SharedCounts<>(table);
        counts.tally(SUBSCRIPTION, DAY, "a").count(1);
        merge(counts, table, BreakingTable.Break.AFTER);

        table.tells = false;
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> counts.load(SUBSCRIPTION, DAY));
        assertThat(counts.isKnown(SUBSCRIPTION, DAY)).isFalse();

        table.tells = true;
        counts.load(SUBSCRIPTION, DAY);
        assertThat(counts.isKnown(SUBSCRIPTION, DAY)).isTrue();
        assertThat(counts.sum(SUBSCRIPTION, DAY)).isEqualTo(6);
    }

    /** What a page tells, that something happens to while it reads. */
    private static long page(SharedCounts<String> counts, BreakingTable table, Step step) {
        return sum(counts.during(SUBSCRIPTION, DAY, DAY, () -> {
            switch (step) {
                case PAGE_AFTER_MERGE -> merge(counts, table, BreakingTable.Break.NEVER);
                case PAGE_AFTER_LATE_COMMIT -> table.commitLate();
                default -> {}
            }
            Snapshot<Map<String, Long>> seen = table.snapshot();
            switch (step) {
                case PAGE_BEFORE_MERGE -> merge(counts, table, BreakingTable.Break.NEVER);
                case PAGE_BEFORE_UNANSWERED_MERGE -> merge(counts, table, BreakingTable.Break.AFTER);
                case PAGE_BEFORE_LATE_COMMIT -> table.commitLate();
                default -> {}
            }
            return seen;
        }));
    }

    private static long sum(SharedCounts.Pending<String, Map<String, Long>> told) {
        return Stream.concat(Stream.of(told.written()), told.pending().values().stream())
                .flatMap(calls -> calls.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private static void load(SharedCounts<String> counts) {
        try {
            counts.load(SUBSCRIPTION, DAY);
        } catch (StoreUnavailable e) {
            // it is not known yet what was written
        }
    }

    private static void merge(SharedCounts<String> counts, BreakingTable table, BreakingTable.Break when) {
        table.merge(counts, DAY, when);
    }
}
