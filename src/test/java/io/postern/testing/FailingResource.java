package io.postern.testing;

import io.postern.access.operation.TimeLimit;
import io.postern.access.permission.RequiresNone;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.StoreUnavailable;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Operations that fail as no operation should, so that tests can see what becomes of it. */
@Path("/rest/v1/test")
public class FailingResource {
    private static final String WHY = "it is there for tests alone";

    private final Store store;

    FailingResource(Store store) {
        this.store = store;
    }

    @GET
    @Path("/bug.json")
    @RequiresNone(because = WHY)
    public String bug() {
        throw new IllegalStateException("a bug, on purpose");
    }

    @GET
    @Path("/away.json")
    @RequiresNone(because = WHY)
    public String away() {
        throw new StoreUnavailable("away, on purpose", null);
    }

    /** An answer that cannot be written. */
    @GET
    @Path("/unwritable.json")
    @RequiresNone(because = WHY)
    public Unwritable unwritable() {
        return new Unwritable();
    }

    /** What {@link #unwritable} answers. */
    public static final class Unwritable {
        public String getText() {
            throw new IllegalStateException("unwritable, on purpose");
        }
    }

    /** A statement that takes longer than it may. */
    @GET
    @Path("/slow.json")
    @RequiresNone(because = WHY)
    @TimeLimit(seconds = 1)
    @RunOnVirtualThread
    public String slow() {
        return store.with(handle -> handle.createQuery("SELECT pg_sleep(60)::text /* slow.json */")
                .mapTo(String.class)
                .one());
    }
}
