package io.postern.gate;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * From where a resource begins to work on a call to where it has ended: for as long the call has its place, also when the
 * client has gone.
 */
@Singleton
public final class ResourceSpan {
    private static final int LAST = Priorities.USER + 1000;

    private final CurrentCall call;

    ResourceSpan(CurrentCall call) {
        this.call = call;
    }

    /** On the thread of the resource, after what asks whether there is anything to do. */
    @ServerRequestFilter(priority = LAST)
    public void begin(ContainerRequestContext request) {
        if (call.hasPassed()) {
            call.begun();
        }
    }

    @ServerResponseFilter
    public void end(ContainerResponseContext response) {
        if (call.hasPassed()) {
            call.ended(response.getStatus());
        }
    }
}
