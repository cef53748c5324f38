package io.postern.api;

import io.postern.foundation.wire.Surface;
import io.postern.gate.CurrentCall;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no resource under an API prefix is reached but through the gate, whatever else may lead to it. That nothing
 * does is the gate's business; this is for the day on which it is mistaken.
 */
@Singleton
public final class GateGuard {
    private final CurrentCall call;

    GateGuard(CurrentCall call) {
        this.call = call;
    }

    @ServerRequestFilter(nonBlocking = true, priority = Priorities.USER - 1)
    public @Nullable Response refuseWhoWentAround(ContainerRequestContext request) {
        return call.hasPassed()
                        || Surface.of("/" + request.getUriInfo().getPath().replaceFirst("^/", ""))
                                .isEmpty()
                ? null
                : Response.status(Response.Status.NOT_FOUND).build();
    }
}
