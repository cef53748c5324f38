package io.postern.insight.calls;

import io.postern.access.directory.Directory;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.foundation.counts.SharedCounts;
import io.postern.foundation.store.Snapshot;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.TransactionStatus;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How often calls were answered with an error, by code and by day of the subscription's time zone. Only calls are
 * counted whose token says to which subscription they belong. Merged between nodes by {@link SharedCounts}. Thread safe.
 */
@Singleton
public final class Errors {
    private final Store store;
    private final SubscriptionClock clock;
    private final SharedCounts<Integer> counts;

    public Errors(Store store, SubscriptionClock clock) {
        this.store = store;
        this.clock = clock;
        this.counts = new SharedCounts<>(new Table());
    }

    /** How often a code was answered. */
    public record CodeCount(String errorCode, long count) {}

    /** The errors of a day, by code. */
    public record Day(LocalDate date, long total, List<CodeCount> errors) {}

    /** How often a code was answered on a day. */
    public record DayCode(LocalDate day, int code, long calls) {}

    /** Counts an answer. */
    public void count(Directory directory, ErrorCode code) {
        counts.tally(directory.subscriptionId(), present(directory), code.number())
                .count(1);
    }

    /**
     * The errors of the last days, asking the database; oldest first.
     *
     * @param days how many, the present one included
     */
    public List<Day> lastDays(Directory directory, int days) {
        LocalDate today = present(directory);
        LocalDate first = today.minusDays(days - 1L);
        Map<LocalDate, Map<Integer, Long>> byDay = new TreeMap<>();
        first.datesUntil(today.plusDays(1)).forEach(day -> byDay.put(day, new TreeMap<>()));
        days(directory.subscriptionId(), first, today)
                .forEach(row ->
                        byDay.getOrDefault(row.day(), new TreeMap<>()).merge(row.code(), row.calls(), Long::sum));
        return byDay.entrySet().stream()
                .map(day -> day(day.getKey(), day.getValue()))
                .toList();
    }

    /**
     * The errors of some days, asking the database. A day and code may come twice: once as the database has it, and
     * once with what is pending here.
     *
     * @param from the first day
     * @param to the last day
     */
    public List<DayCode> days(int subscriptionId, LocalDate from, LocalDate to) {
        SharedCounts.Pending<Integer, List<DayCode>> read = counts.during(
                subscriptionId,
                from,
                to,
                () -> store.inSnapshot(
                        handle -> Snapshot.of(handle, ErrorStore.days(handle, subscriptionId, from, to))));
        List<DayCode> days = new ArrayList<>(read.written());
        read.pending()
                .forEach((day, pending) -> pending.forEach((code, calls) -> days.add(new DayCode(day, code, calls))));
        return days;
    }

    @Produces
    @Singleton
    RegularWork merging() {
        return RegularWork.everySecond("errors.merge", this::merge);
    }

    /** Writes what was counted since the last time. What cannot be written stays counted for the next time. */
    public void merge() {
        counts.merge(clock::now);
    }

    private LocalDate present(Directory directory) {
        return directory.day(clock.now(directory.subscriptionId()));
    }

    private static Day day(LocalDate date, Map<Integer, Long> codes) {
        return new Day(
                date,
                codes.values().stream().mapToLong(Long::longValue).sum(),
                codes.entrySet().stream()
                        .map(code -> new CodeCount(code.getKey().toString(), code.getValue()))
                        .toList());
    }

    private final class Table implements SharedCounts.Table<Integer> {
        @Override
        public Map<Integer, Long> add(
                int subscriptionId, LocalDate day, Map<Integer, Long> added, Consumer<String> begun) {
            return store.inTransaction(handle -> {
                begun.accept(TransactionStatus.nameOf(handle));
                return ErrorStore.add(handle, subscriptionId, day, added);
            });
        }

        @Override
        public Map<Integer, Long> takeAway(
                int subscriptionId, LocalDate day, Map<Integer, Long> taken, Consumer<String> begun) {
            throw new UnsupportedOperationException("an error that was answered is never taken back");
        }

        @Override
        public Map<Integer, Long> read(int subscriptionId, LocalDate day) {
            return store.with(handle -> ErrorStore.days(handle, subscriptionId, day, day)).stream()
                    .collect(Collectors.toMap(DayCode::code, DayCode::calls));
        }

        @Override
        public TransactionStatus status(String transaction) {
            return store.with(handle -> TransactionStatus.of(handle, transaction));
        }
    }
}
