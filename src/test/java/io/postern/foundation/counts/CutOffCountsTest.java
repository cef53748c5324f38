package io.postern.foundation.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.store.TransactionStatus;
import io.postern.testing.Cases;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
        OTHER_NODE_COUNTS
    }

    @Test
    void shouldCountEachCallOnce() {
        Cases.run(given -> checkThatEachCallCountsOnce(given.list(0, 60, () -> given.oneOf(Step.values()))));
    }

    private static void checkThatEachCallCountsOnce(List<Step> steps) {
        Breaking table = new Breaking();
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
                case MERGE -> merge(counts, table, Breaking.Break.NEVER);
                case MERGE_UNCOMMITTED -> merge(counts, table, Breaking.Break.BEFORE);
                case MERGE_UNANSWERED -> merge(counts, table, Breaking.Break.AFTER);
                case LOAD -> counts.load(SUBSCRIPTION, DAY);
            }
        }
        merge(counts, table, Breaking.Break.NEVER);
        counts.load(SUBSCRIPTION, DAY);

        assertThat(table.rows.getOrDefault("a", 0L)).isEqualTo(counted);
        assertThat(counts.sum(SUBSCRIPTION, DAY)).isEqualTo(counted + 2 * others);
        assertThat(counts.sum(SUBSCRIPTION, DAY, "a".length())).isEqualTo(counted + others);
    }

    @Test
    void shouldNotTakeADayForKnownWhileTheDatabaseCannotTellWhatItHas() {
        Breaking table = new Breaking();
        table.rows.put("a", 5L);
        SharedCounts<String> counts = new SharedCounts<>(table);
        counts.tally(SUBSCRIPTION, DAY, "a").count(1);
        merge(counts, table, Breaking.Break.AFTER);

        table.tells = false;
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> counts.load(SUBSCRIPTION, DAY));
        assertThat(counts.isKnown(SUBSCRIPTION, DAY)).isFalse();

        table.tells = true;
        counts.load(SUBSCRIPTION, DAY);
        assertThat(counts.isKnown(SUBSCRIPTION, DAY)).isTrue();
        assertThat(counts.sum(SUBSCRIPTION, DAY)).isEqualTo(6);
    }

    private static void merge(SharedCounts<String> counts, Breaking table, Breaking.Break when) {
        table.breaks = when;
        try {
            counts.merge(DAY.minusDays(1));
        } catch (StoreUnavailable e) {
            // tried again by the next merge
        }
        table.breaks = Breaking.Break.NEVER;
    }

    /** A table whose connection can break. */
    private static final class Breaking implements SharedCounts.Table<String> {
        enum Break {
            NEVER,
            BEFORE,
            AFTER
        }

        private final Map<String, Long> rows = new HashMap<>();
        private final Set<String> committed = new HashSet<>();
        private int transactions;
        private Break breaks = Break.NEVER;
        private boolean tells = true;

        @Override
        public Map<String, Long> add(int subscription, LocalDate day, Map<String, Long> added, Consumer<String> begun) {
            return change(added, 1, begun);
        }

        @Override
        public Map<String, Long> takeAway(
                int subscription, LocalDate day, Map<String, Long> taken, Consumer<String> begun) {
            return change(taken, -1, begun);
        }

        private Map<String, Long> change(Map<String, Long> calls, int sign, Consumer<String> begun) {
            String transaction = "t" + transactions++;
            begun.accept(transaction);
            if (breaks == Break.BEFORE) {
                throw new StoreUnavailable("before the commit, on purpose", null);
            }
            calls.forEach((key, count) -> rows.merge(key, sign * count, Long::sum));
            committed.add(transaction);
            if (breaks == Break.AFTER) {
                throw new StoreUnavailable("after the commit, on purpose", null);
            }
            return Map.copyOf(rows);
        }

        @Override
        public Map<String, Long> read(int subscription, LocalDate day) {
            return Map.copyOf(rows);
        }

        @Override
        public TransactionStatus status(String transaction) {
            if (!tells) {
                return TransactionStatus.IN_PROGRESS;
            }
            return committed.contains(transaction) ? TransactionStatus.COMMITTED : TransactionStatus.ABORTED;
        }
    }
}
