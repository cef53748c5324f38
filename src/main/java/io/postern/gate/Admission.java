package io.postern.gate;

import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directory;
import io.postern.access.operation.Operation;
import io.postern.access.subscription.Limits;
import io.postern.foundation.wire.ErrorCode;
import io.postern.gate.Authentication.Authenticated;
import io.postern.gate.limits.Capacities;
import io.postern.gate.limits.Usage;
import io.postern.insight.calls.CallStatistics;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Whether there is capacity for a call in its subscription and for its service. Rate slot, place and quota unit are taken
 * together or not at all; whatever is refused earlier takes nothing. Thread safe.
 */
@Singleton
final class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final Capacities capacities;
    private final Usage usage;
    private final CallStatistics statistics;

    Admission(Capacities capacities, Usage usage, CallStatistics statistics) {
        this.capacities = capacities;
        this.usage = usage;
        this.statistics = statistics;
    }

    /** What became of a call that asked for capacity. */
    sealed interface Outcome {}

    /** There is none. */
    record NoCapacity(Capacities.Reached limit, DenialCause cause) implements Outcome {}

    /** What a call has taken, for as long as it is served. */
    final class Slot implements Outcome {
        private final Capacities.Taken taken;
        private final Authenticated known;
        private boolean failed;

        private Slot(Capacities.Taken taken, Authenticated known) {
            this.taken = taken;
            this.known = known;
        }

        /**
         * Notes by which operation the call is served, before it is.
         *
         * @param tokenInParameters whether its token came in query or form
         */
        void served(Operation by, boolean tokenInParameters) {
            statistics.served(known.caller(), by.id(), tokenInParameters, taken.at());
        }

        /**
         * Notes that the work for the call has ended, before it is answered. Of a call whose work never ends it is not known how long
         * it takes: nothing is noted when it leaves.
         *
         * @param nanos how long the work took, in nanoseconds; not how long the client took to send the body
         */
        void worked(Operation by, long nanos) {
            statistics.ended(known.directory(), by.id(), taken.at(), nanos);
        }

        /** Notes with which error the call is answered, before it is: some give the quota unit back. Only the first counts. */
        void failed(ErrorCode error) {
            synchronized (this) {
                if (failed) {
                    return;
                }
                failed = true;
            }
            statistics.failed(known.directory(), error);
            if (!error.counted()) {
                taken.giveBack();
            }
        }

        /** Gives the place back, when nothing is done for the call any more; the second time it does nothing. */
        void leave() {
            taken.leave();
        }
    }

    /** How many calls are being served. */
    int places() {
        return capacities.places();
    }

    /** Whether the calls of the present day are known here; else {@link #prepare} comes first. */
    boolean isPrepared(Directory directory) {
        return usage.isKnown(directory);
    }

    /** Asks the database for the calls of the present day. */
    void prepare(Directory directory) {
        usage.load(directory);
    }

    /** Lets a call in, if there is capacity. */
    Outcome admit(Authenticated known) {
        return switch (capacities.enter(known.directory(), known.service(), known.caller())) {
            case Capacities.Reached reached -> new NoCapacity(reached, cause(reached, known));
            case Capacities.Taken taken -> {
                statistics.admitted(known.caller(), taken.at());
                LOG.tracef(
                        "Subscription %d admitted a call at %s",
                        known.directory().subscriptionId(), taken.at());
                yield new Slot(taken, known);
            }
        };
    }

    private static DenialCause cause(Capacities.Reached reached, Authenticated known) {
        Limits limits = reached.ofService()
                ? known.service().limits()
                : known.directory().settings().limits();
        return switch (reached.code()) {
            case DAILY_QUOTA_REACHED -> new DenialCause.DailyQuotaReached(limits.dailyCalls(), reached.ofService());
            case RATE_LIMIT_EXCEEDED ->
                new DenialCause.RateLimitExceeded(limits.callsPer20Seconds(), reached.ofService());
            case CONCURRENT_ACCESS_LIMIT_REACHED ->
                new DenialCause.ConcurrencyLimitReached(limits.concurrentCalls(), reached.ofService());
            default -> throw new IllegalArgumentException(reached.code() + " is no limit");
        };
    }
}
