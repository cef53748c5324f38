package io.postern.gate.usage;

import io.postern.access.Caller;
import io.postern.access.Directory;
import io.postern.foundation.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Calls by user, service and day of the subscription's time zone. Counting touches memory only; {@link #merge}, called every
 * second, adds what was counted to the database and learns what other nodes counted. Thread safe.
 */
@Singleton
public final class Usage {
    private static final Logger LOG = Logger.getLogger(Usage.class);

    private final Store store;
    private final InstantSource clock;
    private final Map<Integer, Map<Key, Counter>> counters = new ConcurrentHashMap<>();
    private final Map<Integer, LocalDate> loadedDays = new ConcurrentHashMap<>();
    private final Set<Integer> active = ConcurrentHashMap.newKeySet();

    public Usage(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The calls of a user on a day. */
    public record UserCalls(String userId, long count) {}

    /** The calls of a day, users by name. */
    public record Day(LocalDate date, long total, List<UserCalls> users) {}

    /** One call that was counted, and can be given back once. */
    public final class Unit {
        private final Counter counter;

        private Unit(Counter counter) {
            this.counter = counter;
        }

        /** Takes the call out of the count again. */
        public void giveBack() {
            counter.pending.decrementAndGet();
            active.add(counter.key.subscriptionId());
        }
    }

    /** Counts a call. */
    public Unit count(Directory directory, Caller.Service caller) {
        Key key = new Key(
                directory.subscriptionId(), today(directory, clock.instant()), caller.userId(), caller.serviceId());
        Counter counter = countersOf(key.subscriptionId()).computeIfAbsent(key, Counter::new);
        counter.login = caller.login();
        counter.serviceName = caller.serviceName();
        counter.pending.incrementAndGet();
        active.add(key.subscriptionId());
        return new Unit(counter);
    }

    /** The calls of the present day if this node knows what is in the database; else null. */
    public @Nullable Day heldToday(Directory directory) {
        LocalDate day = today(directory, clock.instant());
        if (!day.equals(loadedDays.get(directory.subscriptionId()))) {
            return null;
        }
        active.add(directory.subscriptionId());
        return total(directory, day);
    }

    /** The calls of the present day, asking the database. */
    public Day today(Directory directory) {
        LocalDate day = today(directory, clock.instant());
        load(directory.subscriptionId(), day);
        active.add(directory.subscriptionId());
        return total(directory, day);
    }

    /** The calls of one service on one day, with the names of it and its user as they were last. */
    public record ServiceCalls(
            LocalDate date, long userId, long serviceId, String login, String serviceName, long count) {}

    /**
     * The calls of some days by user and service, asking the database. What this node has counted is in it to the last call;
     * what other nodes have counted, up to their last {@link #merge}.
     *
     * @param from the first day
     * @param to the last day
     */
    public synchronized List<ServiceCalls> days(int subscriptionId, LocalDate from, LocalDate to) {
        // no merge is under way meanwhile, so what is pending is not in the database
        Map<Key, ServiceCalls> calls = new HashMap<>();
        for (ServiceCalls written : store.with(handle -> UsageStore.days(handle, subscriptionId, from, to))) {
            calls.put(new Key(subscriptionId, written.date(), written.userId(), written.serviceId()), written);
        }
        for (Counter counter : countersOf(subscriptionId).values()) {
            long pending = counter.pending.get();
            LocalDate day = counter.key.day();
            if (pending != 0 && !day.isBefore(from) && !day.isAfter(to)) {
                calls.merge(
                        counter.key,
                        counter.calls(pending),
                        (written, added) -> counter.calls(written.count() + added.count()));
            }
        }
        return calls.values().stream().filter(counted -> counted.count() > 0).toList();
    }

    /**
     * Writes what was counted since the last time, and learns what other nodes wrote. What cannot be written stays counted
     * for the next time.
     */
    public synchronized void merge() {
        LocalDate over = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        for (Map<Key, Counter> own : counters.values()) {
            for (Counter counter : own.values()) {
                if (counter.pending.get() != 0) {
                    write(counter);
                }
            }
            own.values().removeIf(counter -> counter.isOver(over));
        }
        for (Integer subscriptionId : Set.copyOf(active)) {
            active.remove(subscriptionId);
            @Nullable LocalDate day = loadedDays.get(subscriptionId);
            if (day != null) {
                load(subscriptionId, day);
            }
        }
    }

    /** A subscription that is gone takes nothing with it but its own count. */
    private void write(Counter counter) {
        try {
            counter.write(store);
        } catch (JdbiException e) {
            LOG.errorf(e, "The calls of service %d could not be counted", counter.key.serviceId());
            countersOf(counter.key.subscriptionId()).remove(counter.key);
        }
    }

    private synchronized void load(int subscriptionId, LocalDate day) {
        for (UsageStore.Row row : store.with(handle -> UsageStore.day(handle, subscriptionId, day))) {
            countersOf(subscriptionId)
                    .computeIfAbsent(new Key(subscriptionId, day, row.userId(), row.serviceId()), Counter::new)
                    .learn(row);
        }
        loadedDays.merge(subscriptionId, day, (old, fresh) -> fresh.isAfter(old) ? fresh : old);
    }

    private Map<Key, Counter> countersOf(int subscriptionId) {
        return counters.computeIfAbsent(subscriptionId, id -> new ConcurrentHashMap<>());
    }

    private Day total(Directory directory, LocalDate day) {
        Map<String, Long> byLogin = new TreeMap<>();
        long total = 0;
        for (Counter counter : countersOf(directory.subscriptionId()).values()) {
            if (counter.key.day().equals(day)) {
                long calls = counter.total();
                Directory.@Nullable ApiUser user = directory.users().get(counter.key.userId());
                byLogin.merge(user == null ? counter.login : user.login(), calls, Long::sum);
                total += calls;
            }
        }
        return new Day(
                day,
                total,
                byLogin.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> new UserCalls(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static LocalDate today(Directory directory, Instant now) {
        return LocalDate.ofInstant(now, directory.settings().timeZone());
    }

    private record Key(int subscriptionId, LocalDate day, long userId, long serviceId) {}

    /** What one service was counted on one day: what the database has, and what it does not have yet. */
    private static final class Counter {
        private final Key key;
        private final AtomicLong pending = new AtomicLong();
        private long written;
        private volatile String login = "";
        private volatile String serviceName = "";

        Counter(Key key) {
            this.key = key;
        }

        void write(Store store) {
            long calls = pending.get();
            long total = store.with(handle -> UsageStore.add(
                    handle,
                    key.subscriptionId(),
                    key.day(),
                    new UsageStore.Row(key.userId(), key.serviceId(), login, serviceName, calls)));
            synchronized (this) {
                pending.addAndGet(-calls);
                written = total;
            }
        }

        void learn(UsageStore.Row row) {
            synchronized (this) {
                written = row.calls();
            }
            if (login.isEmpty()) {
                login = row.login();
                serviceName = row.serviceName();
            }
        }

        long total() {
            synchronized (this) {
                return written + pending.get();
            }
        }

        ServiceCalls calls(long count) {
            return new ServiceCalls(key.day(), key.userId(), key.serviceId(), login, serviceName, count);
        }

        /** Whether it is of a day before another, in whichever zone, and all of it is written. */
        boolean isOver(LocalDate day) {
            return key.day().isBefore(day) && pending.get() == 0;
        }
    }
}
