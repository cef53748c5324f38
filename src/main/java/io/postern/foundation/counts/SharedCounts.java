package io.postern.foundation.counts;

import io.postern.foundation.store.Snapshot;
import io.postern.foundation.store.SqlState;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.store.TransactionStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Counts by subscription, day and key that all nodes add to. Counting touches memory only; {@link #merge}, called every second,
 * adds what was counted to the database and learns what other nodes have counted. Thread safe: a day is written and learnt under a lock
 * of its own, which nobody holds who reads several days for a page.
 *
 * @param <K> what is counted by within a day
 */
public final class SharedCounts<K> {
    private static final Logger LOG = Logger.getLogger(SharedCounts.class);

    /** After so many merges without a call a day is not read any more, and is read anew before the next decision on it. */
    private static final int IDLE_MERGES = 10;

    private final Table<K> table;
    private final @Nullable ToLongFunction<K> group;
    private final Map<Day, Counts<K>> days = new ConcurrentHashMap<>();
    private final Set<Reading<K>> readings = ConcurrentHashMap.newKeySet();

    public SharedCounts(Table<K> table) {
        this.table = table;
        this.group = null;
    }

    /** @param group the id of the group whose sum a key is part of, beside the sum of the day */
    public SharedCounts(Table<K> table, ToLongFunction<K> group) {
        this.table = table;
        this.group = group;
    }

    /** Where the counts are kept. */
    public interface Table<K> {
        /**
         * Adds numbers above 0 to what is there, in one transaction, and returns the sums.
         *
         * @param begun is told the transaction before it is committed
         */
        Map<K, Long> add(int subscriptionId, LocalDate day, Map<K, Long> added, Consumer<String> begun);

        /** Takes numbers above 0 away from what is there, to 0 at the least; else as {@link #add}. */
        Map<K, Long> takeAway(int subscriptionId, LocalDate day, Map<K, Long> taken, Consumer<String> begun);

        Map<K, Long> read(int subscriptionId, LocalDate day);

        /** What became of a transaction. */
        TransactionStatus status(String transaction);
    }

    private record Day(int subscriptionId, LocalDate date) {}

    /** Its lock is held while it is written or learnt. */
    private static final class Counts<K> {
        private final Map<K, Tally> tallies = new ConcurrentHashMap<>();
        private final AtomicLong sum = new AtomicLong();
        private final Map<Long, AtomicLong> sumsOfGroups = new ConcurrentHashMap<>();
        private volatile boolean known;
        private volatile boolean asked;
        private int idleMerges;
        private @Nullable Attempt<K> attempt;

        private Tally tally(K key, @Nullable ToLongFunction<K> group) {
            @Nullable Tally tally = tallies.get(key);
            return tally != null
                    ? tally
                    : tallies.computeIfAbsent(
                            key,
                            fresh -> group == null ? new Tally(sum) : new Tally(sum, sumOf(group.applyAsLong(fresh))));
        }

        private AtomicLong sumOf(long group) {
            return sumsOfGroups.computeIfAbsent(group, fresh -> new AtomicLong());
        }

        private void added(K key, long calls, Map<K, Long> sums) {
            @Nullable Tally tally = tallies.get(key);
            if (tally != null) {
                tally.added(calls, sums.getOrDefault(key, 0L));
            }
        }
    }

    /** Counts that were being written, until it is known whether they were. */
    private static final class Attempt<K> {
        private final Map<K, Long> calls;
        private @Nullable String transaction;

        private Attempt(Map<K, Long> calls) {
            this.calls = calls;
        }
    }

    /** The tally to count in. */
    public Tally tally(int subscriptionId, LocalDate day, K key) {
        Counts<K> counts = counts(subscriptionId, day);
        counts.asked = true;
        return counts.tally(key, group);
    }

    /** Whether memory has what the database has of a day, up to the last merge. */
    public boolean isKnown(int subscriptionId, LocalDate day) {
        return counts(subscriptionId, day).known;
    }

    /** The sum of a day as far as it is known. */
    public long sum(int subscriptionId, LocalDate day) {
        Counts<K> counts = counts(subscriptionId, day);
        counts.asked = true;
        return counts.sum.get();
    }

    /** The sum of a group on a day as far as it is known. */
    public long sum(int subscriptionId, LocalDate day, long ofGroup) {
        Counts<K> counts = counts(subscriptionId, day);
        counts.asked = true;
        @Nullable AtomicLong sum = counts.sumsOfGroups.get(ofGroup);
        return sum == null ? 0 : sum.get();
    }

    /** The counts of a day as far as they are known. */
    public Map<K, Long> totals(int subscriptionId, LocalDate day) {
        Counts<K> counts = counts(subscriptionId, day);
        counts.asked = true;
        Map<K, Long> totals = new HashMap<>();
        counts.tallies.forEach((key, tally) -> totals.put(key, tally.total()));
        return totals;
    }

    /** How much was counted here, or taken back, that the database does not have yet. */
    public long pending() {
        long pending = 0;
        for (Counts<K> counts : days.values()) {
            for (Tally tally : counts.tallies.values()) {
                pending += Math.abs(tally.pending());
            }
        }
        return pending;
    }

    /**
     * Reads what the database has of a day.
     *
     * @throws StoreUnavailable also while it is not known whether counts whose writing was cut off are in it
     */
    public void load(int subscriptionId, LocalDate day) {
        Counts<K> counts = counts(subscriptionId, day);
        synchronized (counts) {
            if (!learn(new Day(subscriptionId, day), counts)) {
                throw new StoreUnavailable("It is not known yet whether the last counts were written", null);
            }
            counts.idleMerges = 0;
            counts.asked = true;
            counts.known = true;
        }
    }

    /**
     * What {@code read} finds in the database of some days, and what it missed of what was counted here: together each call once,
     * also while counts are written meanwhile.
     *
     * @param read reads the same days from the database
     */
    public <R> Pending<K, R> during(int subscriptionId, LocalDate from, LocalDate to, Supplier<Snapshot<R>> read) {
        Reading<K> reading = new Reading<>(subscriptionId, from, to);
        readings.add(reading);
        try {
            Snapshot<R> snapshot = read.get();
            days.forEach((day, counts) -> {
                if (reading.isOf(day.subscriptionId(), day.date())) {
                    synchronized (counts) {
                        // while it is not known whether counts were written they are pending, and were not in the
                        // snapshot
                        settle(day, counts);
                        reading.pending(day.date(), pending(counts));
                    }
                }
            });
            return new Pending<>(snapshot.read(), reading.missedBy(snapshot));
        } finally {
            readings.remove(reading);
        }
    }

    /** What was read, and what is to be added to it. */
    public record Pending<K, R>(R written, Map<LocalDate, Map<K, Long>> pending) {}

    /**
     * Writes what was counted since the last time, and learns what other nodes wrote. What cannot be written stays counted
     * for the next time.
     *
     * @param now what time it is in a subscription; other days than the present one in UTC, the one before and the one after, of which
     *     one is the present one in any time zone, are forgotten once they are written
     */
    public void merge(IntFunction<Instant> now) {
        for (Map.Entry<Day, Counts<K>> entry : List.copyOf(days.entrySet())) {
            Day day = entry.getKey();
            Counts<K> counts = entry.getValue();
            synchronized (counts) {
                write(day, counts);
                if (isOver(day, now) && pending(counts).isEmpty()) {
                    days.remove(day);
                } else {
                    look(day, counts);
                }
            }
        }
    }

    private static boolean isOver(Day day, IntFunction<Instant> now) {
        LocalDate today = LocalDate.ofInstant(now.apply(day.subscriptionId()), ZoneOffset.UTC);
        return Math.abs(ChronoUnit.DAYS.between(today, day.date())) > 1;
    }

    /** Learns what others have counted, for as long as somebody asks for the day. */
    private void look(Day day, Counts<K> counts) {
        counts.idleMerges = counts.asked ? 0 : counts.idleMerges + 1;
        counts.asked = false;
        if (counts.idleMerges >= IDLE_MERGES) {
            counts.known = false;
        } else if (counts.known) {
            learn(day, counts);
        }
    }

    /** @return false while the database cannot tell what it has */
    private boolean learn(Day day, Counts<K> counts) {
        if (!settle(day, counts)) {
            return false;
        }
        table.read(day.subscriptionId(), day.date())
                .forEach((key, written) -> counts.tally(key, group).learn(written));
        return true;
    }

    /** A subscription that is gone takes nothing with it but its own counts; whatever else goes wrong may go well next time. */
    private void write(Day day, Counts<K> counts) {
        if (!settle(day, counts)) {
            return;
        }
        Map<K, Long> more = new HashMap<>();
        Map<K, Long> less = new HashMap<>();
        pending(counts).forEach((key, calls) -> (calls > 0 ? more : less).put(key, calls));
        try {
            write(day, counts, more, begun -> table.add(day.subscriptionId(), day.date(), more, begun));
            write(day, counts, less, begun -> table.takeAway(day.subscriptionId(), day.date(), negated(less), begun));
        } catch (JdbiException e) {
            counts.attempt = null;
            if (SqlState.of(e).equals(SqlState.FOREIGN_KEY_VIOLATION)) {
                days.remove(day);
            } else {
                LOG.errorf(
                        e,
                        "The calls of subscription %d on %s could not be written yet",
                        day.subscriptionId(),
                        day.date());
            }
        }
    }

    private void write(
            Day day, Counts<K> counts, Map<K, Long> calls, Function<Consumer<String>, Map<K, Long>> writing) {
        if (!calls.isEmpty()) {
            Attempt<K> attempt = new Attempt<>(calls);
            counts.attempt = attempt;
            written(day, counts, attempt, writing.apply(transaction -> attempt.transaction = transaction));
        }
    }

    private void written(Day day, Counts<K> counts, Attempt<K> attempt, Map<K, Long> sums) {
        attempt.calls.forEach((key, calls) -> counts.added(key, calls, sums));
        counts.attempt = null;
        String transaction = Objects.requireNonNull(attempt.transaction, "nothing is written without a transaction");
        readings.forEach(reading -> reading.written(day.subscriptionId(), day.date(), transaction, attempt.calls));
    }

    /**
     * Finds out what became of counts whose writing was cut off: without that they might be counted twice.
     *
     * @return false while it is not known
     */
    private boolean settle(Day day, Counts<K> counts) {
        @Nullable Attempt<K> attempt = counts.attempt;
        TransactionStatus status = attempt == null || attempt.transaction == null
                ? TransactionStatus.ABORTED
                : table.status(attempt.transaction);
        if (attempt != null && status == TransactionStatus.COMMITTED) {
            written(day, counts, attempt, table.read(day.subscriptionId(), day.date()));
        }
        if (status != TransactionStatus.IN_PROGRESS) {
            counts.attempt = null;
        }
        return counts.attempt == null;
    }

    private static <K> Map<K, Long> negated(Map<K, Long> calls) {
        Map<K, Long> negated = new HashMap<>();
        calls.forEach((key, count) -> negated.put(key, -count));
        return negated;
    }

    private static <K> Map<K, Long> pending(Counts<K> counts) {
        Map<K, Long> pending = new HashMap<>();
        counts.tallies.forEach((key, tally) -> {
            long calls = tally.pending();
            if (calls != 0) {
                pending.put(key, calls);
            }
        });
        return pending;
    }

    /** A day that begins while the day before is known has nothing in the database that the next merge would not find. */
    private Counts<K> counts(int subscriptionId, LocalDate date) {
        Day day = new Day(subscriptionId, date);
        @Nullable Counts<K> counts = days.get(day);
        return counts != null
                ? counts
                : days.computeIfAbsent(day, fresh -> {
                    Counts<K> begun = new Counts<>();
                    @Nullable Counts<K> before = days.get(new Day(subscriptionId, date.minusDays(1)));
                    begun.known = before != null && before.known;
                    return begun;
                });
    }
}
