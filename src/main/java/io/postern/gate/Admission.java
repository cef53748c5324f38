package io.postern.gate;

import io.postern.access.Caller;
import io.postern.access.Directory;
import io.postern.foundation.wire.ErrorCode;
import io.postern.gate.usage.Usage;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is room for a call. Rate slot, place and quota unit are taken together or not at all; whatever is refused
 * earlier takes nothing. Every call that comes here is let in, and counted.
 */
@Singleton
final class Admission {
    private final Usage usage;

    Admission(Usage usage) {
        this.usage = usage;
    }

    /** What a call takes while it is served. */
    record Place(Usage.Unit unit) {
        /**
         * Ends the call.
         *
         * @param error with which it was answered; null for a success
         */
        void leave(@Nullable ErrorCode error) {
            if (error != null && !error.counted()) {
                unit.giveBack();
            }
        }
    }

    /** Lets a call in. */
    Place admit(Directory directory, Caller.Service caller) {
        return new Place(usage.count(directory, caller));
    }
}
