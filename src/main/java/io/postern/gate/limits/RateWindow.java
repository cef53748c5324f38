package io.postern.gate.limits;

import java.time.Instant;

/**
 * When calls were admitted within the last 20 seconds: at the instant {@code t} those in {@code (t − 20 s, t]}, to the
 * nanosecond. Not thread safe.
 */
final class RateWindow {
    /** The length of the window, in seconds. Adobe's page "REST API", section on limits. */
    static final int SECONDS = 20;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LENGTH = SECONDS * NANOS_PER_SECOND;
    private static final int FIRST_CAPACITY = 128;

    /** Instants in the order in which they came, as nanoseconds since the epoch: a ring that grows when it is full. */
    private long[] admitted = new long[FIRST_CAPACITY];

    private int first;
    private int count;

    /** How many calls were admitted in the window that ends at an instant. */
    int count(Instant at) {
        long now = nanos(at);
        correct(now);
        while (count > 0 && admitted[first] <= now - LENGTH) {
            first = (first + 1) % admitted.length;
            count--;
        }
        return count;
    }

    /** Adds a call, at the instant that {@link #count} was asked for. */
    void add(Instant at) {
        if (count == admitted.length) {
            grow();
        }
        admitted[(first + count) % admitted.length] = nanos(at);
        count++;
    }

    /**
     * A clock that was set back would keep calls in the window for longer than 20 s: what lies in the future is moved back by
     * as much, and keeps its distances.
     */
    private void correct(long now) {
        if (count == 0) {
            return;
        }
        long ahead = admitted[(first + count - 1) % admitted.length] - now;
        for (int i = 0; ahead > 0 && i < count; i++) {
            admitted[(first + i) % admitted.length] -= ahead;
        }
    }

    private void grow() {
        long[] larger = new long[admitted.length * 2];
        for (int i = 0; i < count; i++) {
            larger[i] = admitted[(first + i) % admitted.length];
        }
        admitted = larger;
        first = 0;
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
    }
}
