package io.postern.foundation.counts;

import io.postern.foundation.store.Snapshot;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.store.TransactionStatus;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A table whose connection can break. */
final class BreakingTable implements SharedCounts.Table<String> {
    enum Break {
        NEVER,
        BEFORE,
        AFTER,
        LATE
    }

    final Map<String, Long> rows = new HashMap<>();
    private final Set<String> committed = new HashSet<>();
    private int transactions;
    private @Nullable Runnable late;
    Break breaks = Break.NEVER;
    Runnable meanwhile = () -> {};
    boolean tells = true;

    /** Merges, and lets the connection break meanwhile. */
    void merge(SharedCounts<String> counts, LocalDate today, Break when) {
        breaks = when;
        try {
            counts.merge(subscription -> today.atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (StoreUnavailable e) {
            // tried again by the next merge
        }
        breaks = Break.NEVER;
    }

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
        String transaction = String.valueOf(transactions++);
        begun.accept(transaction);
        meanwhile.run();
        if (breaks == Break.BEFORE) {
            throw new StoreUnavailable("before the commit, on purpose", null);
        }
        Runnable commit = () -> {
            calls.forEach((key, count) -> rows.merge(key, sign * count, Long::sum));
            committed.add(transaction);
        };
        if (breaks == Break.LATE) {
            late = commit;
            throw new StoreUnavailable("while the commit is still to come, on purpose", null);
        }
        commit.run();
        if (breaks == Break.AFTER) {
            throw new StoreUnavailable("after the commit, on purpose", null);
        }
        return Map.copyOf(rows);
    }

    void commitLate() {
        if (late != null) {
            late.run();
            late = null;
        }
    }

    /** The transaction whose commit is still to come is the last one: nothing else is written before it. */
    Snapshot<Map<String, Long>> snapshot() {
        long running = transactions - 1L;
        return late == null
                ? new Snapshot<>(Map.copyOf(rows), transactions, transactions, Set.of())
                : new Snapshot<>(Map.copyOf(rows), running, transactions, Set.of(running));
    }

    @Override
    public Map<String, Long> read(int subscription, LocalDate day) {
        return Map.copyOf(rows);
    }

    @Override
    public TransactionStatus status(String transaction) {
        if (!tells || (late != null && Long.parseLong(transaction) == transactions - 1L)) {
            return TransactionStatus.IN_PROGRESS;
        }
        return committed.contains(transaction) ? TransactionStatus.COMMITTED : TransactionStatus.ABORTED;
    }
}
