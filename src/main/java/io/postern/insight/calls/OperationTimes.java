package io.postern.insight.calls;

import io.postern.access.directory.Directory;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.foundation.counts.SharedCounts;
import io.postern.foundation.store.Snapshot;
import io.postern.foundation.store.SqlArray;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.TransactionStatus;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * How many calls of each operation took how long, by day of the subscription's time zone. A time is kept as the shortest of
 * {@link #SPANS} that it is within. Merged between nodes by {@link SharedCounts}. Thread safe.
 */
@Singleton
public final class OperationTimes {
    /** The upper ends of the classes, rising; the last class, which has no end, comes after them. Their order is stored. */
    public static final List<Duration> SPANS = List.of(
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));

    private static final long[] NANOS =
            SPANS.stream().mapToLong(Duration::toNanos).toArray();

    private final Store store;
    private final SubscriptionClock clock;
    private final SharedCounts<Key> counts;

    public OperationTimes(Store store, SubscriptionClock clock) {
        this.store = store;
        this.clock = clock;
        this.counts = new SharedCounts<>(new Table());
    }

    /**
     * The calls of an operation on a day that took about as long.
     *
     * @param operation verb and path, as in the table of operations
     * @param durationClass index of the span in {@link #SPANS}, or their number for what took longer than all
     */
    public record Timed(LocalDate date, String operation, int durationClass, long calls) {}

    private record Key(String operation, int durationClass) {}

    /** Notes that a call of an operation has ended. */
    public void ended(Directory directory, LocalDate day, String operation, long nanos) {
        counts.tally(directory.subscriptionId(), day, new Key(operation, durationClass(nanos)))
                .count(1);
    }

    static int durationClass(long nanos) {
        int index = 0;
        while (index < NANOS.length && nanos > NANOS[index]) {
            index++;
        }
        return index;
    }

    /**
     * The calls of some days, asking the database.
     *
     * @param from the first day
     * @param to the last day
     */
    public List<Timed> days(int subscriptionId, LocalDate from, LocalDate to) {
        SharedCounts.Pending<Key, List<Timed>> read = counts.during(
                subscriptionId,
                from,
                to,
                () -> store.inSnapshot(handle -> Snapshot.of(handle, rows(handle, subscriptionId, from, to))));
        Map<LocalDate, Map<Key, Long>> days = new HashMap<>();
        read.written()
                .forEach(row -> add(days, row.date(), new Key(row.operation(), row.durationClass()), row.calls()));
        read.pending().forEach((day, pending) -> pending.forEach((key, calls) -> add(days, day, key, calls)));
        List<Timed> timed = new ArrayList<>();
        days.forEach((day, calls) ->
                calls.forEach((key, count) -> timed.add(new Timed(day, key.operation(), key.durationClass(), count))));
        return timed;
    }

    /**
     * How long the calls of each operation took on some days together, asking the database.
     *
     * @param from the first day
     * @param to the last day
     */
    public Map<String, DurationHistogram> histograms(int subscriptionId, LocalDate from, LocalDate to) {
        Map<String, DurationHistogram> histograms = new HashMap<>();
        SharedCounts.Pending<Key, Map<Key, Long>> read = counts.during(
                subscriptionId,
                from,
                to,
                () -> store.inSnapshot(handle -> Snapshot.of(handle, sums(handle, subscriptionId, from, to))));
        Stream.concat(Stream.of(read.written()), read.pending().values().stream())
                .forEach(calls -> calls.forEach((key, count) -> histograms
                        .computeIfAbsent(key.operation(), operation -> new DurationHistogram())
                        .add(key.durationClass(), count)));
        return histograms;
    }

    @Produces
    @Singleton
    RegularWork merging() {
        return RegularWork.everySecond("operationTimes.merge", this::merge);
    }

    /** Writes what was counted since the last time. What cannot be written stays counted for the next time. */
    public void merge() {
        counts.merge(clock::now);
    }

    private static void add(Map<LocalDate, Map<Key, Long>> days, LocalDate day, Key key, long calls) {
        days.computeIfAbsent(day, fresh -> new HashMap<>()).merge(key, calls, Long::sum);
    }

    private static List<Timed> rows(Handle handle, int subscriptionId, LocalDate from, LocalDate to) {
        return handle.createQuery("""
                        SELECT day, operation, duration_class, calls FROM api_operation
                         WHERE subscription_id = :subscription AND day BETWEEN :from AND :to
                        """)
                .bind("subscription", subscriptionId)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Timed(
                        row.getObject("day", LocalDate.class),
                        row.getString("operation"),
                        row.getInt("duration_class"),
                        row.getLong("calls")))
                .list();
    }

    private static Map<Key, Long> sums(Handle handle, int subscriptionId, LocalDate from, LocalDate to) {
        return handle.createQuery("""
                        SELECT operation, duration_class, sum(calls)::bigint AS calls FROM api_operation
                         WHERE subscription_id = :subscription AND day BETWEEN :from AND :to
                         GROUP BY operation, duration_class
                        """)
                .bind("subscription", subscriptionId)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> Map.entry(
                        new Key(row.getString("operation"), row.getInt("duration_class")), row.getLong("calls")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private final class Table implements SharedCounts.Table<Key> {
        @Override
        public Map<Key, Long> add(int subscriptionId, LocalDate day, Map<Key, Long> added, Consumer<String> begun) {
            List<Key> keys = added.keySet().stream()
                    .sorted(Comparator.comparing(Key::operation).thenComparing(Key::durationClass))
                    .toList();
            return store.inTransaction(handle -> {
                begun.accept(TransactionStatus.nameOf(handle));
                return handle.createQuery("""
                                INSERT INTO api_operation (subscription_id, day, operation, duration_class, calls)
                                SELECT :subscription, :day, a.* FROM unnest(:operations, :classes, :calls) a
                                ON CONFLICT (subscription_id, day, operation, duration_class) DO UPDATE
                                   SET calls = api_operation.calls + excluded.calls
                                RETURNING operation, duration_class, calls
                                """)
                        .bind("subscription", subscriptionId)
                        .bind("day", day)
                        .bind(
                                "operations",
                                SqlArray.texts(keys.stream().map(Key::operation).toList()))
                        .bind(
                                "classes",
                                SqlArray.integers(
                                        keys.stream().map(Key::durationClass).toList()))
                        .bind(
                                "calls",
                                SqlArray.longs(keys.stream().map(added::get).toList()))
                        .map((row, context) -> Map.entry(
                                new Key(row.getString("operation"), row.getInt("duration_class")),
                                row.getLong("calls")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            });
        }

        @Override
        public Map<Key, Long> takeAway(
                int subscriptionId, LocalDate day, Map<Key, Long> taken, Consumer<String> begun) {
            throw new UnsupportedOperationException("a call that has ended is never taken back");
        }

        @Override
        public Map<Key, Long> read(int subscriptionId, LocalDate day) {
            return store.with(handle -> rows(handle, subscriptionId, day, day)).stream()
                    .collect(Collectors.toMap(row -> new Key(row.operation(), row.durationClass()), Timed::calls));
        }

        @Override
        public TransactionStatus status(String transaction) {
            return store.with(handle -> TransactionStatus.of(handle, transaction));
        }
    }
}
