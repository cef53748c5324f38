package io.postern.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.access.Directories;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.wire.ErrorAnswer;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.RequestId;
import io.postern.foundation.wire.Surface;
import io.postern.gate.Authentication.Authenticated;
import io.postern.gate.Authentication.Unauthenticated;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way of a call from HTTP to its resource, on the event loop: size, path, token, verb, admission, permission, body; the
 * first that does not pass answers. Only a token that this node has not seen leaves the event loop, for the database.
 */
@Singleton
public final class Gate {
    /** Where the routing context keeps the {@link AdmittedCall}. */
    static final String CALL = "postern.call";

    /** Where the routing context keeps the {@link ErrorCode} that a resource was answered with. */
    static final String ERROR = "postern.error";

    /** The longest address in bytes. Adobe's page "REST API", section on limits. */
    static final int LONGEST_URI = 8192;

    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final int LARGEST_UNKNOWN_BODY = 1 << 20;
    private static final Buffer NO_BODY = Buffer.buffer();

    private final Operations operations;
    private final Directories directories;
    private final Authenticator authenticator;
    private final Admission admission;
    private final Refusals refusals;
    private final RequestId requestIds;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final ExecutorService virtualThreads;

    Gate(
            Operations operations,
            Directories directories,
            Authenticator authenticator,
            Admission admission,
            Refusals refusals,
            RequestId requestIds,
            ObjectMapper json,
            Vertx vertx,
            @VirtualThreads ExecutorService virtualThreads) {
        this.operations = operations;
        this.directories = directories;
        this.authenticator = authenticator;
        this.admission = admission;
        this.refusals = refusals;
        this.requestIds = requestIds;
        this.json = json;
        this.vertx = vertx;
        this.virtualThreads = virtualThreads;
    }

    /** Handles every request; what is not under an API prefix, or has passed already, goes on untouched. */
    void handle(RoutingContext context) {
        if (context.get(CALL) != null) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        Optional<String> path = NormalPath.of(pathAsSent(request));
        Optional<Surface> surface = Surface.of(path.orElse(pathAsSent(request)));
        if (surface.isEmpty()) {
            context.next();
            return;
        }
        Passage passage = new Passage(context, surface.get(), requestIds.next());
        boolean tooLong = request.uri().length() > LONGEST_URI;
        @Nullable
        RouteMatch match = path.map(normal -> operations.table().match(normal)).orElse(null);
        if (RequestBody.isAnnounced(request)) {
            int limit = match == null || tooLong ? LARGEST_UNKNOWN_BODY : limit(match, request.method());
            RequestBody.read(
                    vertx,
                    request,
                    limit,
                    body -> passage.begin(tooLong, match, body),
                    () -> passage.refuse(ErrorCode.REQUEST_ENTITY_TOO_LARGE, limit));
        } else {
            passage.begin(tooLong, match, NO_BODY);
        }
    }

    /** Answers what failed outside every resource, under an API prefix, in that surface's shape. */
    void handleFailure(RoutingContext context) {
        String path = pathAsSent(context.request());
        Optional<Surface> surface = Surface.of(NormalPath.of(path).orElse(path));
        if (surface.isEmpty()) {
            context.next();
            return;
        }
        Passage passage = new Passage(context, surface.get(), requestIds.next());
        switch (context.statusCode()) {
            case 400 ->
                refusals.write(
                        context,
                        surface.get(),
                        ErrorAnswer.withText(
                                surface.get(),
                                passage.requestId,
                                ErrorCode.INVALID_DATA,
                                "Invalid data: not valid HTTP"));
            case 404 -> passage.refuse(ErrorCode.RESOURCE_NOT_FOUND);
            default -> {
                LOG.errorf(context.failure(), "Request %s failed", passage.requestId);
                passage.refuse(ErrorCode.SYSTEM_ERROR);
            }
        }
    }

    private static String pathAsSent(HttpServerRequest request) {
        return Objects.requireNonNullElse(request.path(), "/");
    }

    private static int limit(RouteMatch match, HttpMethod method) {
        @Nullable Operation operation = match.operations().get(method.name());
        return operation == null ? LARGEST_UNKNOWN_BODY : operation.bodyLimit();
    }

    /** One call on its way. Used on its event loop only. */
    private final class Passage {
        private final RoutingContext context;
        private final Surface surface;
        private final String requestId;

        Passage(RoutingContext context, Surface surface, String requestId) {
            this.context = context;
            this.surface = surface;
            this.requestId = requestId;
        }

        void begin(boolean tooLong, @Nullable RouteMatch match, Buffer body) {
            if (tooLong) {
                refuse(ErrorCode.URI_TOO_LONG, LONGEST_URI);
                return;
            }
            if (match == null) {
                refuse(ErrorCode.RESOURCE_NOT_FOUND);
                return;
            }
            HttpServerRequest request = context.request();
            ContentType type = ContentType.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
            RequestParameters parameters = RequestParameters.of(request.query(), body, type, json);
            Arrived arrived = new Arrived(match, verb(request.method(), parameters), parameters, body, type);
            boolean authenticated = match.operations().values().stream().anyMatch(Operation::authenticated);
            if (!authenticated) {
                enter(arrived, null);
                return;
            }
            Optional<PresentedToken> token =
                    PresentedToken.of(request.getHeader(HttpHeaders.AUTHORIZATION), parameters.parameters(), surface);
            if (token.isEmpty()) {
                refuse(ErrorCode.EMPTY_ACCESS_TOKEN);
            } else if (!directories.isConfirmed()) {
                refuse(ErrorCode.TEMPORARILY_UNAVAILABLE);
            } else {
                authenticate(arrived, token.get());
            }
        }

        private void authenticate(Arrived arrived, PresentedToken token) {
            @Nullable Authentication held = authenticator.held(token.text(), address());
            if (held != null) {
                decide(arrived, token, held);
                return;
            }
            Context eventLoop = vertx.getOrCreateContext();
            virtualThreads.execute(() -> {
                try {
                    Authentication read = authenticator.read(token.text(), address());
                    eventLoop.runOnContext(done -> decide(arrived, token, read));
                } catch (StoreUnavailable e) {
                    eventLoop.runOnContext(done -> refuse(ErrorCode.TEMPORARILY_UNAVAILABLE));
                } catch (RuntimeException e) {
                    LOG.errorf(e, "Request %s could not be authenticated", requestId);
                    eventLoop.runOnContext(done -> refuse(ErrorCode.SYSTEM_ERROR));
                }
            });
        }

        private void decide(Arrived arrived, PresentedToken token, Authentication authentication) {
            switch (authentication) {
                case Unauthenticated unknown -> refuse(unknown.code());
                case Authenticated known -> {
                    if (token.inParameters()
                            && !known.directory().settings().compatibility().accessTokenInQuery()) {
                        refuseWithText(
                                ErrorCode.EMPTY_ACCESS_TOKEN,
                                "Empty access token; access_token as a parameter is switched off, send the header"
                                        + " Authorization: Bearer");
                    } else {
                        enter(arrived, known);
                    }
                }
            }
        }

        private void enter(Arrived arrived, @Nullable Authenticated known) {
            @Nullable Operation operation = arrived.match().operations().get(arrived.verb());
            if (operation == null) {
                refuse(ErrorCode.METHOD_NOT_SUPPORTED, arrived.verb());
                return;
            }
            if (known != null) {
                Admission.Place place = admission.admit(known.directory(), known.caller());
                context.addEndHandler(ended -> place.leave(context.get(ERROR)));
                if (!operation
                        .permissions()
                        .satisfiedBy(known.caller().permissions().anywhere())) {
                    refuse(ErrorCode.ACCESS_DENIED);
                    return;
                }
            }
            @Nullable ErrorCode bodyError = bodyError(operation, arrived);
            if (bodyError != null) {
                refuse(bodyError);
                return;
            }
            if (arrived.parameters().malformed()) {
                refuse(ErrorCode.INVALID_DATA, "a percent escape in the parameters is malformed");
                return;
            }
            context.put(
                    CALL,
                    new AdmittedCall(
                            requestId,
                            surface,
                            operation,
                            arrived.parameters().parameters(),
                            address(),
                            known == null ? null : known.caller(),
                            known == null ? null : known.directory()));
            go(arrived, operation);
        }

        private @Nullable ErrorCode bodyError(Operation operation, Arrived arrived) {
            if (arrived.body().length() == 0 || operation.body() == BodyKind.NONE) {
                return null;
            }
            ContentType type = arrived.type();
            if (type.isMultipart() && type.boundary().isEmpty()) {
                return ErrorCode.INVALID_MULTIPART_REQUEST;
            }
            boolean fits =
                    switch (operation.body()) {
                        case NONE -> true;
                        case JSON -> type.isJson();
                        case FORM -> type.isForm() || type.isJson();
                        case MULTIPART -> type.isMultipart();
                    };
            return fits && type.known() ? null : ErrorCode.INVALID_CONTENT_TYPE;
        }

        /** Hands the call to its resource, under the path and verb that the resource knows. */
        private void go(Arrived arrived, Operation operation) {
            HttpServerRequest request = context.request();
            if (arrived.body().length() > 0 && operation.body() == BodyKind.JSON) {
                request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
            }
            request.headers().remove(HttpHeaders.ACCEPT);
            ((RoutingContextInternal) context).setBody(inUtf8(arrived));
            boolean asSent = arrived.match().path().equals(request.path())
                    && operation.method().equals(request.method().name());
            if (asSent) {
                context.next();
            } else {
                context.reroute(
                        HttpMethod.valueOf(operation.method()), arrived.match().path());
            }
        }

        private Buffer inUtf8(Arrived arrived) {
            return arrived.type().charset().equals(StandardCharsets.UTF_8)
                            || !arrived.type().isJson()
                    ? arrived.body()
                    : Buffer.buffer(arrived.body().toString(arrived.type().charset()));
        }

        /** A POST may stand in for a GET or a DELETE, and says so in query, form or JSON. */
        private String verb(HttpMethod method, RequestParameters parameters) {
            return HttpMethod.POST.equals(method)
                    ? parameters
                            .parameters()
                            .text("_method")
                            .map(verb -> verb.toUpperCase(Locale.ROOT))
                            .orElse(method.name())
                    : method.name();
        }

        private String address() {
            return String.valueOf(context.request().remoteAddress().hostAddress());
        }

        void refuse(ErrorCode code, Object... values) {
            refuseWithText(code, code.text(values));
        }

        private void refuseWithText(ErrorCode code, String text) {
            context.put(ERROR, code);
            refusals.write(context, surface, ErrorAnswer.withText(surface, requestId, code, text));
        }
    }

    /** A call as it arrived. */
    private record Arrived(
            RouteMatch match, String verb, RequestParameters parameters, Buffer body, ContentType type) {}
}
