package io.postern.gate;

import io.postern.access.directory.Directory;
import io.postern.access.operation.Operation;
import io.postern.gate.Admission.Slot;

/** How far a call has come on its way through the gate. Each stage offers only what may come next. */
sealed interface Stage {

    /** It is there, and nobody knows yet whose it is. */
    record Arrived() implements Stage {
        /** It is decided on the access model of a subscription. */
        Identified identified(Directory directory) {
            return new Identified(directory);
        }

        /** It is of an operation that asks for no token. */
        Open open() {
            return new Open();
        }
    }

    /** Its subscription is known: errors are counted there. */
    record Identified(Directory directory) implements Stage {
        Admitted admitted(Slot slot) {
            return new Admitted(slot);
        }
    }

    /** It has taken of the limits. What it took is given back when the request ends. */
    record Admitted(Slot slot) implements Stage {
        Working working(boolean tokenInParameters) {
            return new Working(slot, tokenInParameters);
        }
    }

    /** Its body is there, and it is worked on. */
    sealed interface Serving extends Stage {
        /** Its handler is about to answer it. */
        default Handed handed(Operation operation) {
            if (this instanceof Working(Slot slot, boolean tokenInParameters)) {
                slot.served(operation, tokenInParameters);
            }
            return new Handed(this, operation, System.nanoTime());
        }
    }

    /**
     * It is worked on. What it took is given back when both the work and the request have ended.
     *
     * @param tokenInParameters whether its token came in query or form
     */
    record Working(Slot slot, boolean tokenInParameters) implements Serving {}

    /** It is worked on, and has taken nothing. */
    record Open() implements Serving {}

    /**
     * Its handler answers it.
     *
     * @param beganNanos when that began, by the clock of the process
     */
    record Handed(Serving serving, Operation operation, long beganNanos) implements Stage {}
}
