package io.postern.gate.limits;

import io.postern.access.subscription.Limits;
import io.postern.foundation.wire.ErrorCode;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What those who share limits have taken on this node: rate slots and places. Not thread safe: whoever asks and takes holds one
 * lock meanwhile.
 */
final class Capacity {
    private final boolean ofService;
    /** Kept only while a rate is limited. */
    private @Nullable RateWindow window;

    private int places;

    /** @param ofService whether the limits are those of one service, and not of a subscription */
    Capacity(boolean ofService) {
        this.ofService = ofService;
    }

    /**
     * The limit that stands in the way of a call; of several the one that lasts longest. Null when there is room.
     *
     * @param callsOfDay what counts against the daily quota already
     */
    Capacities.@Nullable Reached full(Limits limits, Instant at, long callsOfDay) {
        if (limits.dailyCalls() > 0 && callsOfDay >= limits.dailyCalls()) {
            return new Capacities.Reached(ErrorCode.DAILY_QUOTA_REACHED, ofService);
        }
        int slots = limits.callsPer20Seconds();
        if (slots > 0 && window != null && window.count(at) >= slots) {
            return new Capacities.Reached(ErrorCode.RATE_LIMIT_EXCEEDED, ofService, slots, RateWindow.SECONDS);
        }
        return limits.concurrentCalls() > 0 && places >= limits.concurrentCalls()
                ? new Capacities.Reached(ErrorCode.CONCURRENT_ACCESS_LIMIT_REACHED, ofService, limits.concurrentCalls())
                : null;
    }

    /** Takes rate slot and place for a call that {@link #full} has let in at the same instant. */
    void take(Limits limits, Instant at) {
        if (limits.callsPer20Seconds() == 0) {
            window = null;
        } else {
            if (window == null) {
                window = new RateWindow();
            }
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

    /** How many calls were admitted in the 20 seconds that end at an instant; empty while no rate is limited. */
    OptionalInt callsInWindow(Instant at) {
        return window == null ? OptionalInt.empty() : OptionalInt.of(window.count(at));
    }
}
