package io.postern.insight.advice;

import io.postern.access.customservice.SecretUses;
import io.postern.access.operation.Operations;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.foundation.store.Store;
import io.postern.insight.calls.LastCalls;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Access of a subscription that is not used, that is about to end, or that is used in a way that will not be possible
 * any more. What this node has noted up to now is taken into account. Thread safe.
 */
@Singleton
public final class UnusedAccess {
    private final Store store;
    private final Operations operations;
    private final LastCalls lastCalls;
    private final SecretUses secretUses;
    private final SubscriptionClock clock;

    UnusedAccess(
            Store store, Operations operations, LastCalls lastCalls, SecretUses secretUses, SubscriptionClock clock) {
        this.store = store;
        this.operations = operations;
        this.lastCalls = lastCalls;
        this.secretUses = secretUses;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param span without use for longer than this, and made longer ago; up to {@link LastCalls#REMEMBERED}
     * @param text that names and addresses must contain, without regard to case; empty for all
     */
    public record Wanted(int subscriptionId, Duration span, String text) {}

    /** Some of what a listing has. */
    public <R> List<R> list(HousekeepingList<R> listing, Wanted wanted, int offset, int limit) {
        Instant now = upToDate(wanted.subscriptionId());
        return store.with(handle -> UnusedAccessStore.page(handle, listing, wanted, named(wanted), now, offset, limit));
    }

    /** How much {@link #list} has in all. */
    public long count(HousekeepingList<?> listing, Wanted wanted) {
        Instant now = upToDate(wanted.subscriptionId());
        return store.with(handle -> UnusedAccessStore.count(handle, listing, wanted, named(wanted), now));
    }

    /** How much each of some listings has, whatever its text. */
    public Map<HousekeepingList<?>, Long> counts(Collection<? extends HousekeepingList<?>> listings, Wanted wanted) {
        Instant now = upToDate(wanted.subscriptionId());
        return store.with(handle -> UnusedAccessStore.counts(handle, listings, wanted, now));
    }

    /** The operations whose verb, path or id have the text in them. */
    private Set<String> named(Wanted wanted) {
        return wanted.text().isEmpty() ? Set.of() : operations.idsOf(wanted.text());
    }

    private Instant upToDate(int subscriptionId) {
        lastCalls.merge();
        secretUses.write();
        return clock.now(subscriptionId);
    }
}
