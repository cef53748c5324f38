package io.postern.foundation.counts;

import io.postern.foundation.store.Snapshot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A read of some days that is under way, and what it may miss of what this node has counted: what is written meanwhile, and what
 * is pending when it has ended. Thread safe.
 */
final class Reading<K> {
    private final int subscriptionId;
    private final LocalDate from;
    private final LocalDate to;
    private final List<Write<K>> writes = new ArrayList<>();
    private final Map<LocalDate, Map<K, Long>> pending = new HashMap<>();

    /**
     * @param from the first day
     * @param to the last day
     */
    Reading(int subscriptionId, LocalDate from, LocalDate to) {
        this.subscriptionId = subscriptionId;
        this.from = from;
        this.to = to;
    }

    private record Write<K>(LocalDate day, String transaction, Map<K, Long> calls) {}

    boolean isOf(int subscription, LocalDate day) {
        return subscription == subscriptionId && !day.isBefore(from) && !day.isAfter(to);
    }

    /** Notes counts that were pending until a transaction was committed. */
    synchronized void written(int subscription, LocalDate day, String transaction, Map<K, Long> calls) {
        if (isOf(subscription, day) && !pending.containsKey(day)) {
            writes.add(new Write<>(day, transaction, calls));
        }
    }

    /** Notes what is pending of a day after the read: what is written of it from now on is in that. */
    synchronized void pending(LocalDate day, Map<K, Long> calls) {
        pending.put(day, calls);
    }

    /** What the read has missed, after all days were noted. */
    synchronized Map<LocalDate, Map<K, Long>> missedBy(Snapshot<?> snapshot) {
        for (Write<K> write : writes) {
            if (!snapshot.has(write.transaction())) {
                Map<K, Long> missed = pending.computeIfAbsent(write.day(), fresh -> new HashMap<>());
                write.calls().forEach((key, calls) -> missed.merge(key, calls, Long::sum));
            }
        }
        return pending;
    }
}
