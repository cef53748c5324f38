package io.postern.testing;

import io.postern.access.permission.RequiresNone;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A page that fails as no page should. */
@Path("/test/bug")
public class FailingPage {
    @GET
    @RequiresNone(because = "it is there for tests alone")
    public String bug() {
        throw new IllegalStateException("a bug of a page, on purpose");
    }
}
