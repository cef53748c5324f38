package io.postern.foundation.wire;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import org.jspecify.annotations.Nullable;

/**
 * The id of the request that is being worked on, for whatever tells of the work in a log. It is kept in the context that Vert.x
 * makes for each request and that goes along to the threads that work for it, so it ends with the request, and no thread keeps it.
 */
public final class CurrentRequest {
    private static final String ID = "postern.request-id";

    private CurrentRequest() {}

    /** Gives the request of the present event loop its id. */
    public static void begin(String id) {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(ID, id);
        }
    }

    /** The id of the request that the present thread works for; null when there is none. */
    public static @Nullable String id() {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<String>get(ID).orElse(null)
                : null;
    }
}
