package io.postern.server.startup;

import io.postern.access.subscription.SubscriptionClock;
import io.postern.foundation.wire.RequestId;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What comes from outside the program: the time, and randomness. Tests put a clock of their own in its place. */
@Singleton
public final class ClockAndRandomness {
    private static final int REQUEST_NUMBERS = 100_000;

    /** The system's clock: the only place that reads it. */
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Every subscription has the time of the server. */
    @Produces
    @Singleton
    SubscriptionClock subscriptionClock(InstantSource clock) {
        return subscriptionId -> clock.instant();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    RequestId requestIds(InstantSource clock, SecureRandom random) {
        return new RequestId(clock, random.nextInt(REQUEST_NUMBERS));
    }
}
