package io.postern.gate.limits;

import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.foundation.counts.SharedCounts;
import io.postern.foundation.counts.Tally;
import io.postern.foundation.store.Snapshot;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.TransactionStatus;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls by user, service and day of the subscription's time zone. Counting touches memory only; {@link #merge}, called every
 * second, adds what was counted to the database and learns what other nodes counted. Thread safe.
 */
@Singleton
public final class Usage {
    private final Store store;
    private final SubscriptionClock clock;
    private final SharedCounts<ServiceKey> counts;
    private final Map<ServiceKey, Names> names = new ConcurrentHashMap<>();

    public Usage(Store store, SubscriptionClock clock) {
        this.store = store;
        this.clock = clock;
        this.counts = new SharedCounts<>(new Table(), ServiceKey::serviceId);
    }

    /** The calls of a user on a day. */
    public record UserCalls(String userId, long count) {}

    /** The calls of a day, users by name. */
    public record Day(LocalDate date, long total, List<UserCalls> users) {}

    /** The calls of one service on one day, with the names of it and its user as they were last. */
    public record ServiceCalls(
            LocalDate date, long userId, long serviceId, String login, String serviceName, long count) {}

    record ServiceKey(long userId, long serviceId) {}

    /** @param version the access version by which they are known; below all when they were read from the database */
    private record Names(String login, String serviceName, long version) {
        private static final Names UNKNOWN = new Names("", "", Long.MIN_VALUE);

        private static Names later(Names one, Names other) {
            return one.version() < other.version() ? other : one;
        }
    }

    /** One call that was counted, and can be given back once. */
    public static final class Unit {
        private final Tally tally;

        private Unit(Tally tally) {
            this.tally = tally;
        }

        /** Takes the call out of the count again. */
        public void giveBack() {
            tally.count(-1);
        }
    }

    /**
     * Counts a call.
     *
     * @param at when it was admitted
     */
    public Unit count(Directory directory, Caller.Service caller, Instant at) {
        ServiceKey key = new ServiceKey(caller.userId(), caller.serviceId());
        @Nullable Names known = names.get(key);
        if (known == null || known.version() < directory.version()) {
            // a call that was decided on an earlier version may come here later
            names.merge(key, new Names(caller.login(), caller.serviceName(), directory.version()), Names::later);
        }
        Tally tally = counts.tally(directory.subscriptionId(), directory.day(at), key);
        tally.count(1);
        return new Unit(tally);
    }

    /** The calls of the day of an instant, those of other nodes up to the last merge. */
    public long total(Directory directory, Instant at) {
        return counts.sum(directory.subscriptionId(), directory.day(at));
    }

    /** The same of one service, whichever users it belonged to on that day. */
    public long total(Directory directory, Directory.Service service, Instant at) {
        return counts.sum(directory.subscriptionId(), directory.day(at), service.id());
    }

    /** Whether this node knows the calls of the present day; if not, {@link #load} is to be called before it decides on them. */
    public boolean isKnown(Directory directory) {
        return counts.isKnown(directory.subscriptionId(), present(directory));
    }

    /** Asks the database for the calls of the present day. */
    public void load(Directory directory) {
        counts.load(directory.subscriptionId(), present(directory));
    }

    /** How many calls were counted here that the database does not have yet; it grows while they cannot be written. */
    public long pending() {
        return counts.pending();
    }

    /** The calls of the present day, from memory. */
    public Day today(Directory directory) {
        LocalDate day = present(directory);
        Map<String, Long> byLogin = new TreeMap<>();
        long total = 0;
        for (Map.Entry<ServiceKey, Long> counted :
                counts.totals(directory.subscriptionId(), day).entrySet()) {
            ServiceKey key = counted.getKey();
            byLogin.merge(login(directory, key.userId(), names(key).login()), counted.getValue(), Long::sum);
            total += counted.getValue();
        }
        return new Day(day, total, users(byLogin));
    }

    /** The calls of the last seven days, the present one included, each with those who called; oldest first. */
    public List<Day> lastSevenDays(Directory directory) {
        LocalDate today = present(directory);
        Map<LocalDate, Map<String, Long>> days = new TreeMap<>();
        today.minusDays(6).datesUntil(today.plusDays(1)).forEach(day -> days.put(day, new TreeMap<>()));
        for (ServiceCalls calls : days(directory.subscriptionId(), today.minusDays(6), today)) {
            days.getOrDefault(calls.date(), new TreeMap<>())
                    .merge(login(directory, calls.userId(), calls.login()), calls.count(), Long::sum);
        }
        return days.entrySet().stream()
                .map(day -> new Day(
                        day.getKey(),
                        day.getValue().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        users(day.getValue())))
                .toList();
    }

    /**
     * The calls of some days by user and service, asking the database. What this node has counted is in it to the last call;
     * what other nodes have counted, up to their last {@link #merge}.
     *
     * @param from the first day
     * @param to the last day
     */
    public List<ServiceCalls> days(int subscriptionId, LocalDate from, LocalDate to) {
        SharedCounts.Pending<ServiceKey, List<ServiceCalls>> read = counts.during(
                subscriptionId,
                from,
                to,
                () -> store.inSnapshot(
                        handle -> Snapshot.of(handle, UsageStore.days(handle, subscriptionId, from, to))));
        List<ServiceCalls> days = new ArrayList<>(read.written().size());
        for (ServiceCalls written : read.written()) {
            @Nullable Map<ServiceKey, Long> pending = read.pending().get(written.date());
            ServiceKey key = new ServiceKey(written.userId(), written.serviceId());
            @Nullable Long more = pending == null ? null : pending.remove(key);
            days.add(more == null ? written : calls(written.date(), key, written.count() + more));
        }
        read.pending().forEach((day, pending) -> pending.forEach((key, calls) -> days.add(calls(day, key, calls))));
        days.removeIf(counted -> counted.count() <= 0);
        return days;
    }

    /**
     * How many calls there were on each of some days, asking the database; a day without calls may be left out.
     *
     * @param from the first day
     * @param to the last day
     */
    public Map<LocalDate, Long> totals(int subscriptionId, LocalDate from, LocalDate to) {
        return totals(subscriptionId, null, from, to);
    }

    /** The same of one service, whichever users it belonged to. */
    public Map<LocalDate, Long> totals(int subscriptionId, long serviceId, LocalDate from, LocalDate to) {
        return totals(subscriptionId, Long.valueOf(serviceId), from, to);
    }

    /** @param serviceId null for all services */
    private Map<LocalDate, Long> totals(int subscriptionId, @Nullable Long serviceId, LocalDate from, LocalDate to) {
        SharedCounts.Pending<ServiceKey, Map<LocalDate, Long>> read = counts.during(
                subscriptionId,
                from,
                to,
                () -> store.inSnapshot(
                        handle -> Snapshot.of(handle, UsageStore.totals(handle, subscriptionId, serviceId, from, to))));
        Map<LocalDate, Long> totals = new HashMap<>(read.written());
        read.pending()
                .forEach((day, pending) -> pending.forEach((key, calls) -> {
                    if (serviceId == null || serviceId == key.serviceId()) {
                        totals.merge(day, calls, Long::sum);
                    }
                }));
        return totals;
    }

    @Produces
    @Singleton
    RegularWork merging() {
        return RegularWork.everySecond("usage.merge", this::merge);
    }

    /**
     * Writes what was counted since the last time, and learns what other nodes wrote. What cannot be written stays counted
     * for the next time.
     */
    public void merge() {
        counts.merge(clock::now);
    }

    private LocalDate present(Directory directory) {
        return directory.day(clock.now(directory.subscriptionId()));
    }

    private Names names(ServiceKey key) {
        return names.getOrDefault(key, Names.UNKNOWN);
    }

    private ServiceCalls calls(LocalDate day, ServiceKey key, long count) {
        Names names = names(key);
        return new ServiceCalls(day, key.userId(), key.serviceId(), names.login(), names.serviceName(), count);
    }

    private static String login(Directory directory, long userId, String otherwise) {
        Directory.@Nullable ApiUser user = directory.users().get(userId);
        return user == null ? otherwise : user.login();
    }

    private static List<UserCalls> users(Map<String, Long> byLogin) {
        return byLogin.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new UserCalls(entry.getKey(), entry.getValue()))
                .toList();
    }

    private final class Table implements SharedCounts.Table<ServiceKey> {
        @Override
        public Map<ServiceKey, Long> add(
                int subscriptionId, LocalDate day, Map<ServiceKey, Long> added, Consumer<String> begun) {
            return store.inTransaction(handle -> {
                begun.accept(TransactionStatus.nameOf(handle));
                return UsageStore.add(handle, subscriptionId, day, calls(day, added));
            });
        }

        @Override
        public Map<ServiceKey, Long> takeAway(
                int subscriptionId, LocalDate day, Map<ServiceKey, Long> taken, Consumer<String> begun) {
            return store.inTransaction(handle -> {
                begun.accept(TransactionStatus.nameOf(handle));
                return UsageStore.takeAway(handle, subscriptionId, day, calls(day, taken));
            });
        }

        @Override
        public Map<ServiceKey, Long> read(int subscriptionId, LocalDate day) {
            Map<ServiceKey, Long> calls = new HashMap<>();
            for (ServiceCalls row : store.with(handle -> UsageStore.days(handle, subscriptionId, day, day))) {
                ServiceKey key = new ServiceKey(row.userId(), row.serviceId());
                calls.put(key, row.count());
                names.putIfAbsent(key, new Names(row.login(), row.serviceName(), Long.MIN_VALUE));
            }
            return calls;
        }

        @Override
        public TransactionStatus status(String transaction) {
            return store.with(handle -> TransactionStatus.of(handle, transaction));
        }

        private List<ServiceCalls> calls(LocalDate day, Map<ServiceKey, Long> counted) {
            return counted.entrySet().stream()
                    .map(entry -> Usage.this.calls(day, entry.getKey(), entry.getValue()))
                    .toList();
        }
    }
}
