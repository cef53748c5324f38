package io.postern.gate;

import io.postern.foundation.wire.ClientAddresses;
import io.postern.foundation.wire.CurrentRequest;
import io.postern.foundation.wire.RequestId;
import io.postern.foundation.wire.Surface;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way of a call from HTTP to its handler. The gate looks at every request; what is under an API prefix makes its
 * {@link HttpCall}, everything else goes on untouched.
 */
@Singleton
public final class Gate {
    private static final Duration LOOK = Duration.ofMillis(5);

    private final GateServices services;
    private final RequestBodies bodies;
    private final ClientAddresses clientAddresses;
    private final RequestId requestIds;
    private final Vertx vertx;

    Gate(
            GateServices services,
            RequestBodies bodies,
            ClientAddresses clientAddresses,
            RequestId requestIds,
            Vertx vertx) {
        this.services = services;
        this.bodies = bodies;
        this.clientAddresses = clientAddresses;
        this.requestIds = requestIds;
        this.vertx = vertx;
    }

    /** Handles every request; what is not under an API prefix goes on untouched. */
    void handle(RoutingContext context) {
        Optional<String> path = NormalPath.of(pathAsSent(context.request()));
        @Nullable Surface surface = surface(context, path);
        if (surface == null) {
            context.next();
        } else {
            call(context, surface).begin(path);
        }
    }

    /**
     * Lets no call in from now on, and waits for those that are being served.
     *
     * @return whether all of them have ended within the time
     */
    public boolean close(Duration longest) {
        services.authenticator().retire();
        long end = System.nanoTime() + longest.toNanos();
        while (services.admission().places() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return services.admission().places() == 0;
    }

    /** Answers what failed outside every handler, under an API prefix, in that surface's shape. */
    void handleFailure(RoutingContext context) {
        @Nullable Surface surface = surface(context, NormalPath.of(pathAsSent(context.request())));
        if (surface == null) {
            context.next();
        } else {
            call(context, surface).fail(context.statusCode(), context.failure());
        }
    }

    private HttpCall call(RoutingContext context, Surface surface) {
        HttpServerRequest request = context.request();
        String requestId = Objects.requireNonNullElseGet(CurrentRequest.id(), requestIds::next);
        CurrentRequest.begin(requestId);
        context.addHeadersEndHandler(head -> Compression.decide(request, surface));
        String address = clientAddresses.of(
                request.remoteAddress().hostAddress(), request.headers().getAll(ClientAddresses.FORWARDED_FOR));
        return new HttpCall(services, new Exchange(context, bodies, vertx), surface, requestId, address);
    }

    /**
     * The surface of a request. Parameters of a path segment, which begin with a semicolon, have no meaning here and are left
     * out, for whoever comes after the gate might leave them out too.
     */
    private static @Nullable Surface surface(RoutingContext context, Optional<String> path) {
        String asked = path.orElseGet(() -> pathAsSent(context.request()));
        return Surface.of(asked.indexOf(';') < 0 ? asked : asked.replaceAll(";[^/]*", ""))
                .orElse(null);
    }

    private static String pathAsSent(HttpServerRequest request) {
        return Objects.requireNonNullElse(request.path(), "/");
    }
}
