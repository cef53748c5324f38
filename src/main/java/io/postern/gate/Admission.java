package io.postern.gate;

import io.postern.access.DenialCause;
import io.postern.access.Directory;
import io.postern.access.subscription.Limits;
import io.postern.foundation.wire.ErrorCode;
import io.postern.gate.Authentication.Authenticated;
import io.postern.gate.usage.Callers;
import io.postern.gate.usage.Errors;
import io.postern.gate.usage.LastCalls;
import io.postern.gate.usage.OperationTimes;
import io.postern.gate.usage.Rooms;
import io.postern.gate.usage.Usage;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is room for a call in its subscription and for its service. Rate slot, place and quota unit are taken together
 * or not at all; whatever is refused earlier takes nothing. Thread safe.
 */
@Singleton
final class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final Rooms rooms;
    private final Usage usage;
    private final Errors errors;
    private final Callers callers;
    private final LastCalls lastCalls;
    private final OperationTimes times;

    Admission(Rooms rooms, Usage usage, Errors errors, Callers callers, LastCalls lastCalls, OperationTimes times) {
        this.rooms = rooms;
        this.usage = usage;
        this.errors = errors;
        this.callers = callers;
        this.lastCalls = lastCalls;
        this.times = times;
    }

    /** What became of a call that asked for room. */
    sealed interface Outcome {}

    /** There is no room. */
    record Refused(Rooms.Full limit, DenialCause cause) implements Outcome {}

    /** What a call has taken, for as long as it is served. */
    final class Place implements Outcome {
        private final Rooms.Taken taken;
        private final Authenticated known;
        private final long beganNanos = System.nanoTime();
        private @Nullable String operation;
        private boolean failed;

        private Place(Rooms.Taken taken, Authenticated known) {
            this.taken = taken;
            this.known = known;
        }

        /**
         * Notes by which operation the call is served, before it is.
         *
         * @param tokenInParameters whether its token came in query or form
         */
        void served(Operation by, boolean tokenInParameters) {
            operation = by.id();
            lastCalls.served(known.caller(), operation, tokenInParameters, taken.at());
        }

        /** Notes with which error the call is answered, before it is: some give the quota unit back. Only the first counts. */
        void failed(ErrorCode error) {
            synchronized (this) {
                if (failed) {
                    return;
                }
                failed = true;
            }
            errors.count(known.directory(), error);
            if (!error.counted()) {
                taken.giveBack();
            }
        }

        /** Gives the place back, when the work for the call has ended; the second time it does nothing. */
        void leave() {
            if (taken.leave() && operation != null) {
                times.ended(
                        known.directory(),
                        Usage.day(known.directory(), taken.at()),
                        operation,
                        System.nanoTime() - beganNanos);
            }
        }
    }

    /** How many calls are being served. */
    int places() {
        return rooms.places();
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
    Outcome admit(Authenticated known) {
        return switch (rooms.enter(known.directory(), known.service(), known.caller())) {
            case Rooms.Full full -> new Refused(full, cause(full, known));
            case Rooms.Taken taken -> {
                callers.called(known.caller(), taken.at());
                LOG.tracef(
                        "Subscription %d admitted a call at %s",
                        known.directory().subscriptionId(), taken.at());
                yield new Place(taken, known);
            }
        };
    }

    private static DenialCause cause(Rooms.Full full, Authenticated known) {
        Limits limits = full.ofService()
                ? known.service().limits()
                : known.directory().settings().limits();
        return switch (full.code()) {
            case DAILY_QUOTA_REACHED -> new DenialCause.DailyQuotaReached(limits.dailyCalls(), full.ofService());
            case RATE_LIMIT_EXCEEDED -> new DenialCause.RateLimitExceeded(limits.callsPer20Seconds(), full.ofService());
            case CONCURRENT_ACCESS_LIMIT_REACHED ->
                new DenialCause.ConcurrencyLimitReached(limits.concurrentCalls(), full.ofService());
            default -> throw new IllegalArgumentException(full.code() + " is no limit");
        };
    }
}
