package io.postern.gate.limits;

import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.foundation.wire.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The capacity of subscriptions on this node, and within it that of each of their services. A call takes
 * rate slot, place and quota unit of both together or none of them. Limits are exact on one node; what other nodes have counted
 * of a day is known up to the last merge. Thread safe: what belongs to one subscription is decided under one lock, held for the
 * decision only.
 */
@Singleton
public final class Capacities {
    /** As they are told when several are reached: the one that lasts longest first. */
    private static final List<ErrorCode> LONGEST_FIRST = List.of(
            ErrorCode.DAILY_QUOTA_REACHED, ErrorCode.RATE_LIMIT_EXCEEDED, ErrorCode.CONCURRENT_ACCESS_LIMIT_REACHED);

    private final Usage usage;
    private final SubscriptionClock clock;
    private final Map<Integer, Subscription> subscriptions = new ConcurrentHashMap<>();

    public Capacities(Usage usage, SubscriptionClock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    /** What became of a call that asked for capacity. */
    public sealed interface Outcome {}

    /**
     * A limit that is reached: nothing was taken.
     *
     * @param ofService whether it is one of the service, and not of the subscription that all services share
     * @param values for the text of the code
     */
    public record Reached(ErrorCode code, boolean ofService, Object... values) implements Outcome {}

    /**
     * What is taken at an instant.
     *
     * @param callsInWindow calls that were admitted within the last 20 seconds; empty while no rate is limited there, for then
     *     they are not kept
     * @param inFlight calls that are being worked on
     */
    public record InUse(OptionalInt callsInWindow, int inFlight) {
        private static final InUse NOTHING = new InUse(OptionalInt.empty(), 0);
    }

    /** The lock of a subscription, and what is decided under it. */
    private static final class Subscription {
        private final Capacity shared = new Capacity(false);
        private final Map<Long, Capacity> services = new HashMap<>();

        /** At the first call of a service those that are gone are forgotten, so that there are never many more than services. */
        private Capacity of(Directory.Service service, Directory directory) {
            @Nullable Capacity known = services.get(service.id());
            if (known == null) {
                services.entrySet()
                        .removeIf(other -> other.getValue().places() == 0
                                && !directory.services().containsKey(other.getKey()));
                known = new Capacity(true);
                services.put(service.id(), known);
            }
            return known;
        }
    }

    /** What a call has taken, for as long as it is served. */
    public final class Taken implements Outcome {
        private final Subscription subscription;
        private final Capacity ofService;
        private final Usage.Unit unit;
        private final Instant at;
        private boolean left;

        private Taken(Subscription subscription, Capacity ofService, Usage.Unit unit, Instant at) {
            this.subscription = subscription;
            this.ofService = ofService;
            this.unit = unit;
            this.at = at;
        }

        /** When the call was admitted. */
        public Instant at() {
            return at;
        }

        /** Gives the quota unit back, of subscription and service; to be called once at most. */
        public void giveBack() {
            unit.giveBack();
        }

        /**
         * Gives the place back, when the work for the call has ended; the second time it does nothing.
         *
         * @return whether it was the first time
         */
        public boolean leave() {
            synchronized (subscription) {
                if (left) {
                    return false;
                }
                left = true;
                subscription.shared.leave();
                ofService.leave();
                return true;
            }
        }
    }

    /**
     * Takes capacity for a call, if there is any. Of several limits that are reached the one that lasts longest is told, and of two
     * that last alike the one of the subscription: nothing that the service is given would help.
     *
     * @param service whose call it is, as it is in the directory
     */
    public Outcome enter(Directory directory, Directory.Service service, Caller.Service caller) {
        Limits shared = directory.settings().limits();
        Limits own = service.limits();
        Subscription subscription = subscription(directory.subscriptionId());
        synchronized (subscription) {
            Instant now = clock.now(directory.subscriptionId());
            Capacity ofService = subscription.of(service, directory);
            @Nullable
            Reached full = longer(
                    subscription.shared.full(shared, now, usage.total(directory, now)),
                    ofService.full(own, now, own.dailyCalls() == 0 ? 0 : usage.total(directory, service, now)));
            if (full != null) {
                return full;
            }
            subscription.shared.take(shared, now);
            ofService.take(own, now);
            return new Taken(subscription, ofService, usage.count(directory, caller, now), now);
        }
    }

    /** What a subscription has taken on this node now. */
    public InUse now(int subscriptionId) {
        @Nullable Subscription subscription = subscriptions.get(subscriptionId);
        if (subscription == null) {
            return InUse.NOTHING;
        }
        synchronized (subscription) {
            return now(subscriptionId, subscription.shared);
        }
    }

    /** What one service has taken on this node now. */
    public InUse now(int subscriptionId, long serviceId) {
        @Nullable Subscription subscription = subscriptions.get(subscriptionId);
        if (subscription == null) {
            return InUse.NOTHING;
        }
        synchronized (subscription) {
            @Nullable Capacity capacity = subscription.services.get(serviceId);
            return capacity == null ? InUse.NOTHING : now(subscriptionId, capacity);
        }
    }

    /** How many calls are being served on this node. */
    public int places() {
        int places = 0;
        for (Subscription subscription : subscriptions.values()) {
            synchronized (subscription) {
                places += subscription.shared.places();
            }
        }
        return places;
    }

    /** By the clock under the lock, as admission does: a window that is asked for an earlier instant would be set back. */
    private InUse now(int subscriptionId, Capacity capacity) {
        return new InUse(capacity.callsInWindow(clock.now(subscriptionId)), capacity.places());
    }

    private Subscription subscription(int subscriptionId) {
        @Nullable Subscription known = subscriptions.get(subscriptionId);
        return known != null ? known : subscriptions.computeIfAbsent(subscriptionId, id -> new Subscription());
    }

    private static @Nullable Reached longer(@Nullable Reached ofSubscription, @Nullable Reached ofService) {
        if (ofSubscription == null || ofService == null) {
            return ofSubscription == null ? ofService : ofSubscription;
        }
        return LONGEST_FIRST.indexOf(ofService.code()) < LONGEST_FIRST.indexOf(ofSubscription.code())
                ? ofService
                : ofSubscription;
    }
}
