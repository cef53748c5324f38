package io.postern.foundation.store;

import org.jspecify.annotations.Nullable;

/**
 * The database was not done with a piece of work by its {@link Deadline}. Nothing of its transaction remains, unless the database
 * fell silent during the very commit.
 */
public final class DeadlinePassed extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeadlinePassed(@Nullable Throwable cause) {
        super("The database was not done in time", cause);
    }
}
