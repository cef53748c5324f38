package io.postern.access.subscription;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of each subscription. What belongs to a subscription asks here: its tokens and secrets, the end of access, the window of
 * its rate, the days of its quota, its records, its audit trail, and what is kept of it for a while. What belongs to the server asks
 * its {@link InstantSource}: console sessions, the slowing of guesses, time limits, nodes, request ids. Thread safe.
 */
@FunctionalInterface
public interface SubscriptionClock {
    /** What time it is in a subscription. */
    Instant now(int subscriptionId);
}
