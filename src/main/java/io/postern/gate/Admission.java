package io.postern.gate;

import io.postern.access.Caller;
import io.postern.access.DenialCause;
import io.postern.access.Directory;
import io.postern.access.subscription.Limits;
import io.postern.foundation.wire.ErrorCode;
import io.postern.gate.usage.Callers;
import io.postern.gate.usage.Errors;
import io.postern.gate.usage.LastCalls;
import io.postern.gate.usage.OperationTimes;
import io.postern.gate.usage.Usage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is room for a call. Rate slot, place and quota unit are taken together or not at all; whatever is refused
 * earlier takes nothing. Limits are exact on one node; what other nodes have counted of a day is known up to the last merge.
 * Thread safe.
 */
@Singleton
final class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final Usage usage;
    private final Errors errors;
    private final Callers callers;
    private final LastCalls lastCalls;
    private final OperationTimes times;
    private final InstantSource clock;
    private final Map<Integer, Room> rooms = new ConcurrentHashMap<>();

    Admission(
            Usage usage,
            Errors errors,
            Callers callers,
            LastCalls lastCalls,
            OperationTimes times,
            InstantSource clock) {
        this.usage = usage;
        this.errors = errors;
        this.callers = callers;
        this.lastCalls = lastCalls;
        this.times = times;
        this.clock = clock;
    }

    /** What became of a call that asked for room. */
    sealed interface Outcome {}

    /** There is no room. */
    record Refused(Room.Full limit, DenialCause cause) implements Outcome {}

    /** What a call has taken, for as long as it is served. */
    final class Place implements Outcome {
        private final Room room;
        private final Directory directory;
        private final Caller.Service caller;
        private final Instant at;
        private final Usage.Unit unit;
        private final long beganNanos = System.nanoTime();
        private @Nullable String operation;
        private boolean failed;
        private boolean left;

        private Place(Room room, Directory directory, Caller.Service caller, Instant at, Usage.Unit unit) {
            this.room = room;
            this.directory = directory;
            this.caller = caller;
            this.at = at;
            this.unit = unit;
        }

        /**
         * Notes by which operation the call is served, before it is.
         *
         * @param tokenInParameters whether its token came in query or form
         */
        void served(Operation by, boolean tokenInParameters) {
            operation = by.id();
            lastCalls.served(caller, operation, tokenInParameters, at);
        }

        /** Notes with which error the call is answered, before it is: some give the quota unit back. Only the first counts. */
        void failed(ErrorCode error) {
            synchronized (room) {
                if (failed) {
                    return;
                }
                failed = true;
            }
            errors.count(directory, error);
            if (!error.counted()) {
                unit.giveBack();
            }
        }

        /** Gives the place back, when the work for the call has ended; the second time it does nothing. */
        void leave() {
            synchronized (room) {
                if (left) {
                    return;
                }
                left = true;
                room.leave();
            }
            if (operation != null) {
                times.ended(directory, Usage.day(directory, at), operation, System.nanoTime() - beganNanos);
            }
        }
    }

    /** How many calls are being served. */
    int places() {
        int places = 0;
        for (Room room : rooms.values()) {
            synchronized (room) {
                places += room.places();
            }
        }
        return places;
    }

    /** Whether the calls of the present day are known here; else {@link #prepare} comes first. */
    boolean isPrepared(Directory directory) {
        return usage.isKnown(directory);
    }

    /** Asks the database for the calls of the present day. */
    void prepare(Directory directory) {
        usage.load(directory);
    }

    /** Lets a call in, if there is room. */
    Outcome admit(Directory directory, Caller.Service caller) {
        Limits limits = directory.settings().limits();
        @Nullable Room known = rooms.get(directory.subscriptionId());
        Room room = known != null ? known : rooms.computeIfAbsent(directory.subscriptionId(), id -> new Room());
        Instant now;
        Usage.Unit unit;
        synchronized (room) {
            now = clock.instant();
            Room.@Nullable Full full = room.full(limits, now, usage.total(directory, now));
            if (full != null) {
                return new Refused(full, cause(full, limits));
            }
            room.take(limits, now);
            unit = usage.count(directory, caller, now);
        }
        callers.called(caller, now);
        LOG.tracef("Subscription %d admitted a call at %s", directory.subscriptionId(), now);
        return new Place(room, directory, caller, now, unit);
    }

    private static DenialCause cause(Room.Full full, Limits limits) {
        return switch (full.code()) {
            case DAILY_QUOTA_REACHED -> new DenialCause.DailyQuotaReached(limits.dailyCalls(), false);
            case RATE_LIMIT_EXCEEDED -> new DenialCause.RateLimitExceeded(limits.callsPer20Seconds(), false);
            case CONCURRENT_ACCESS_LIMIT_REACHED ->
                new DenialCause.ConcurrencyLimitReached(limits.concurrentCalls(), false);
            default -> throw new IllegalArgumentException(full.code() + " is no limit");
        };
    }
}
