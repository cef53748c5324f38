package io.postern.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.access.directory.Directories;
import io.postern.access.operation.Operations;
import io.postern.foundation.wire.ClientAddresses;
import io.postern.foundation.wire.CurrentRequest;
import io.postern.foundation.wire.RequestId;
import io.postern.foundation.wire.Surface;
import io.postern.insight.calls.Errors;
import io.postern.insight.denials.Denials;
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
 * The way of a call from HTTP to its resource. The gate looks at every request; what is under an API prefix makes its
 * {@link Passage}, everything else goes on untouched.
 */
@Singleton
public final class Gate {
    /** Where the routing context keeps the {@link AdmittedCall}. */
    static final String CALL = "postern.call";

    /** Where the routing context keeps the {@link Admission.Slot} of a call. */
    static final String PLACE = "postern.place";

    private static final Duration LOOK = Duration.ofMillis(5);

    final Operations operations;
    final Directories directories;
    final Authenticator authenticator;
    final Admission admission;
    final Errors errors;
    final Denials denials;
    final CallMetrics metrics;
    final Refusals refusals;
    final RequestBodies bodies;
    final ClientAddresses clientAddresses;
    final ObjectMapper json;
    final Vertx vertx;
    final LookUps lookUps;

    private final RequestId requestIds;

    Gate(
            Operations operations,
            Directories directories,
            Authenticator authenticator,
            Admission admission,
            Errors errors,
            Denials denials,
            CallMetrics metrics,
            Refusals refusals,
            RequestBodies bodies,
            ClientAddresses clientAddresses,
            RequestId requestIds,
            ObjectMapper json,
            Vertx vertx,
            LookUps lookUps) {
        this.operations = operations;
        this.directories = directories;
        this.authenticator = authenticator;
        this.admission = admission;
        this.errors = errors;
        this.denials = denials;
        this.metrics = metrics;
        this.refusals = refusals;
        this.bodies = bodies;
        this.clientAddresses = clientAddresses;
        this.requestIds = requestIds;
        this.json = json;
        this.vertx = vertx;
        this.lookUps = lookUps;
    }

    /** Handles every request; what is not under an API prefix, or has passed already, goes on untouched. */
    void handle(RoutingContext context) {
        @Nullable AdmittedCall passed = context.get(CALL);
        if (passed != null) {
            // a reroute forgets who waits for the head
            context.addHeadersEndHandler(head -> Compression.decide(context.request(), passed.surface()));
            context.next();
            return;
        }
        Optional<String> path = NormalPath.of(pathAsSent(context.request()));
        @Nullable Surface surface = surface(context, path);
        if (surface == null) {
            context.next();
        } else {
            String requestId = requestIds.next();
            CurrentRequest.begin(requestId);
            new Passage(this, context, surface, requestId).begin(path);
        }
    }

    /**
     * Lets no call in from now on, and waits for those that are being served.
     *
     * @return whether all of them have ended within the time
     */
    public boolean close(Duration longest) {
        directories.retire();
        long end = System.nanoTime() + longest.toNanos();
        while (admission.places() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return admission.places() == 0;
    }

    /** Answers what failed outside every resource, under an API prefix, in that surface's shape. */
    void handleFailure(RoutingContext context) {
        @Nullable Surface surface = surface(context, NormalPath.of(pathAsSent(context.request())));
        if (surface == null) {
            context.next();
        } else {
            @Nullable AdmittedCall passed = context.get(CALL);
            String requestId = passed == null
                    ? Objects.requireNonNullElseGet(CurrentRequest.id(), requestIds::next)
                    : passed.requestId();
            new Passage(this, context, surface, requestId).fail();
        }
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
