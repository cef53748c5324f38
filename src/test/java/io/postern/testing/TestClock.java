package io.postern.testing;

import io.postern.access.subscription.SubscriptionClock;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one clock of the tests: it stands still until a test moves it, and only ever goes forward. A test can move the time of one
 * subscription against it.
 */
@Alternative
@Priority(1)
@Singleton
public class TestClock implements InstantSource, SubscriptionClock {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T12:00:00.250Z"));

    private final Map<Integer, Duration> moved = new ConcurrentHashMap<>();

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public Instant now(int subscriptionId) {
        return instant().plus(moved.getOrDefault(subscriptionId, Duration.ZERO));
    }

    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    /** Moves the time of one subscription forward, or back where it is negative. */
    public void move(int subscriptionId, Duration duration) {
        moved.merge(subscriptionId, duration, Duration::plus);
    }
}
