package io.postern.foundation.store;

import org.jspecify.annotations.Nullable;

/** The database was not done with a piece of work by its {@link Deadline}; nothing of it remains. */
public final class DeadlinePassed extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeadlinePassed(@Nullable Throwable cause) {
        super("The database was not done in time", cause);
    }
}
