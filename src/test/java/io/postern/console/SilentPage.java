package io.postern.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A page of the console that does not say what it asks for. */
@Path("/test/silent")
public class SilentPage {
    static final String CONTENT = "nobody is to see this";

    @GET
    public String show() {
        return CONTENT;
    }
}
