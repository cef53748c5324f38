package io.postern.testing;

import io.postern.access.role.RequiresNone;
import io.postern.foundation.store.StoreUnavailable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Operations that fail as no operation should, so that tests can see what becomes of it. */
@Path("/rest/v1/test")
public class FailingResource {
    private static final String WHY = "it is there for tests alone";

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
}
