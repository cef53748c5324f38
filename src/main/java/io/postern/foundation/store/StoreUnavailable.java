package io.postern.foundation.store;

import org.jspecify.annotations.Nullable;

/** No connection to the database could be had in time, or the one that was had broke. A call answers 608. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
