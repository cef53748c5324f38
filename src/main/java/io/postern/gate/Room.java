package io.postern.gate;

import io.postern.access.subscription.Limits;
import io.postern.foundation.wire.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What those who share limits have taken on this node: rate slots and places. Not thread safe: whoever asks and takes holds one
 * lock meanwhile.
 */
final class Room {
    private final RateWindow window = new RateWindow();
    private int places;

    /** A limit that is reached. */
    record Full(ErrorCode code, Object... values) {}

    /**
     * The limit that stands in the way of a call; of several the one that lasts longest. Null when there is room.
     *
     * @param callsOfDay what counts against the daily quota already
     */
    @Nullable
    Full full(Limits limits, Instant at, long callsOfDay) {
        if (limits.dailyCalls() > 0 && callsOfDay >= limits.dailyCalls()) {
            return new Full(ErrorCode.DAILY_QUOTA_REACHED);
        }
        int slots = limits.callsPer20Seconds();
        if (slots > 0 && window.count(at) >= slots) {
            return new Full(ErrorCode.RATE_LIMIT_EXCEEDED, slots, RateWindow.SECONDS);
        }
        return limits.concurrentCalls() > 0 && places >= limits.concurrentCalls()
                ? new Full(ErrorCode.CONCURRENT_ACCESS_LIMIT_REACHED, limits.concurrentCalls())
                : null;
    }

    /** Takes rate slot and place for a call that {@link #full} has let in at the same instant. */
    void take(Limits limits, Instant at) {
        if (limits.callsPer20Seconds() > 0) {
            window.add(at);
        }
        places++;
    }

    /** Gives a place back. */
    void leave() {
        places--;
    }

    int places() {
        return places;
    }
}
