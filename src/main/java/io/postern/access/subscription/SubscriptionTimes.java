package io.postern.access.subscription;

import io.postern.foundation.store.SqlArray;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** An instant of each subscription, for statements that are about all of them. */
public record SubscriptionTimes(List<SubscriptionTime> times) {
    /** An instant of one subscription. */
    public record SubscriptionTime(int subscriptionId, Instant instant) {}

    public SubscriptionTimes {
        times = List.copyOf(times);
    }

    /** What time it is in each subscription. */
    public static SubscriptionTimes now(Handle handle, SubscriptionClock clock) {
        return new SubscriptionTimes(SubscriptionStore.versions(handle).keySet().stream()
                .map(id -> new SubscriptionTime(id, clock.now(id)))
                .toList());
    }

    /** As long before it in each of them. */
    public SubscriptionTimes minus(Duration duration) {
        return new SubscriptionTimes(times.stream()
                .map(time -> new SubscriptionTime(
                        time.subscriptionId(), time.instant().minus(duration)))
                .toList());
    }

    /** Binds what a statement joins with as {@code unnest(:subscriptions, :instants)}. */
    public <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("subscriptions", SqlArray.integers(times, SubscriptionTime::subscriptionId))
                .bind("instants", SqlArray.instants(times, SubscriptionTime::instant));
    }
}
