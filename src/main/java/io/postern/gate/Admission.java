package io.postern.gate;

import io.postern.access.Directory;
import io.postern.foundation.wire.ErrorCode;
import io.postern.gate.Authentication.Authenticated;
import io.postern.gate.usage.Callers;
import io.postern.gate.usage.Errors;
import io.postern.gate.usage.Rooms;
import io.postern.gate.usage.Usage;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

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

    Admission(Rooms rooms, Usage usage, Errors errors, Callers callers) {
        this.rooms = rooms;
        this.usage = usage;
        this.errors = errors;
        this.callers = callers;
    }

    /** What became of a call that asked for room. */
    sealed interface Outcome {}

    /** There is no room. */
    record Refused(Rooms.Full limit) implements Outcome {}

    /** What a call has taken, for as long as it is served. */
    final class Place implements Outcome {
        private final Rooms.Taken taken;
        private final Directory directory;
        private boolean failed;

        private Place(Rooms.Taken taken, Directory directory) {
            this.taken = taken;
            this.directory = directory;
        }

        /** Notes with which error the call is answered, before it is: some give the quota unit back. Only the first counts. */
        void failed(ErrorCode error) {
            synchronized (this) {
                if (failed) {
                    return;
                }
                failed = true;
            }
            errors.count(directory, error);
            if (!error.counted()) {
                taken.giveBack();
            }
        }

        /** Gives the place back, when the work for the call has ended; the second time it does nothing. */
        void leave() {
            taken.leave();
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
            case Rooms.Full full -> new Refused(full);
            case Rooms.Taken taken -> {
                callers.called(known.caller(), taken.at());
                LOG.tracef(
                        "Subscription %d admitted a call at %s",
                        known.directory().subscriptionId(), taken.at());
                yield new Place(taken, known.directory());
            }
        };
    }
}
