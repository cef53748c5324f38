package io.postern.gate;

import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directory;
import io.postern.access.operation.Operation;
import io.postern.access.operation.RouteMatch;
import io.postern.foundation.store.Deadline;
import io.postern.foundation.wire.ClientAddresses;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Surface;
import io.postern.gate.Authentication.Authenticated;
import io.postern.gate.Authentication.Unauthenticated;
import io.postern.insight.denials.DeniedCall;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the gate: size, path, token, verb, admission, permission, body; the first that does not pass
 * answers. It runs on the call's event loop; only a token that this node has not seen leaves it, for the database. A body is
 * read once its sender is known, or must be looked into to know them.
 */
final class Passage {
    /** The longest address in bytes. Adobe's page "REST API", section on limits. */
    static final int LONGEST_URI = 8192;

    private static final int LARGEST_BODY = 1 << 20;
    private static final int LARGEST_BODY_WITHOUT_TOKEN = 1 << 16;
    private static final Duration AFTER_TIME_LIMIT = Duration.ofSeconds(10);

    private final Gate gate;
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Surface surface;
    private final Exchange exchange;
    private final ContentType type;
    private final String address;
    private boolean tokenInParameters;
    private boolean handedOver;

    Passage(Gate gate, RoutingContext context, Surface surface, String requestId) {
        this.gate = gate;
        this.context = context;
        this.request = context.request();
        this.surface = surface;
        this.exchange = new Exchange(gate, context, surface, requestId);
        this.type = ContentType.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
        this.address = gate.clientAddresses.of(
                request.remoteAddress().hostAddress(), request.headers().getAll(ClientAddresses.FORWARDED_FOR));
    }

    /** @param path normalised; empty when it cannot be */
    void begin(Optional<String> path) {
        exchange.begin();
        @Nullable
        RouteMatch match =
                path.map(normal -> gate.operations.table().match(normal)).orElse(null);
        int limit = match == null ? LARGEST_BODY : limit(match);
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!encodings.stream().allMatch("chunked"::equalsIgnoreCase)) {
            exchange.notHttp("the only Transfer-Encoding is chunked");
        } else if (RequestBodies.announcedLength(request) > limit) {
            exchange.refuse(ErrorCode.REQUEST_ENTITY_TOO_LARGE, limit);
        } else if (request.uri().length() > LONGEST_URI) {
            exchange.refuse(ErrorCode.URI_TOO_LONG, LONGEST_URI);
        } else if (match == null) {
            exchange.refuse(ErrorCode.RESOURCE_NOT_FOUND);
        } else if (!gate.directories.isConfirmed()) {
            exchange.refuse(ErrorCode.TEMPORARILY_UNAVAILABLE);
        } else if (match.operations().values().stream().noneMatch(Operation::authenticated)) {
            RequestParameters query = RequestParameters.ofQuery(request.query());
            exchange.readBody(limit, body -> enter(match, query, body, null));
        } else {
            findToken(match, limit);
        }
    }

    /** Answers what the engine itself refused or could not go on with. */
    void fail() {
        switch (context.statusCode()) {
            case 400 -> exchange.notHttp("the request is not valid HTTP/1.1; does it have a Host?");
            case 404 -> exchange.refuse(ErrorCode.RESOURCE_NOT_FOUND);
            default -> exchange.fail(context.failure());
        }
    }

    /** In the head if it is there; a form may carry it too, and is read for it. */
    private void findToken(RouteMatch match, int limit) {
        RequestParameters query = RequestParameters.ofQuery(request.query());
        Optional<PresentedToken> inHead =
                PresentedToken.of(request.getHeader(HttpHeaders.AUTHORIZATION), query.parameters(), surface);
        if (inHead.isPresent()) {
            authenticate(
                    match, inHead.get(), known -> exchange.readBody(limit, body -> enter(match, query, body, known)));
        } else if (exchange.bodyIsOpen() && type.isForm() && surface != Surface.USER_MANAGEMENT) {
            exchange.readBody(LARGEST_BODY_WITHOUT_TOKEN, body -> {
                RequestParameters all = query.andForm(body, type);
                PresentedToken.of(null, all.parameters(), surface)
                        .ifPresentOrElse(
                                token -> authenticate(match, token, known -> enter(match, query, body, known)),
                                () -> exchange.refuse(ErrorCode.EMPTY_ACCESS_TOKEN));
            });
        } else {
            exchange.refuse(ErrorCode.EMPTY_ACCESS_TOKEN);
        }
    }

    private void authenticate(RouteMatch match, PresentedToken token, Consumer<Authenticated> next) {
        tokenInParameters = token.inParameters();
        @Nullable Authentication held = gate.authenticator.held(token.text(), address);
        if (held != null && isPrepared(held)) {
            decide(match, held, next);
            return;
        }
        exchange.ask(() -> readFromDatabase(token), read -> decide(match, read, next));
    }

    private Authentication readFromDatabase(PresentedToken token) {
        Authentication read = gate.authenticator.read(token.text(), address);
        if (read instanceof Authenticated known) {
            gate.admission.prepare(known.directory());
        }
        return read;
    }

    private boolean isPrepared(Authentication authentication) {
        return !(authentication instanceof Authenticated known) || gate.admission.isPrepared(known.directory());
    }

    private void decide(RouteMatch match, Authentication authentication, Consumer<Authenticated> next) {
        switch (authentication) {
            case Unauthenticated unknown -> {
                exchange.isOf(unknown.directory());
                if (unknown.directory() != null && unknown.cause() != null) {
                    note(unknown.directory(), unknown.serviceId(), asked(match), unknown.code(), unknown.cause());
                }
                exchange.refuse(unknown.code());
            }
            case Authenticated known -> {
                exchange.isOf(known.directory());
                boolean accepted = !tokenInParameters
                        || known.directory().settings().compatibility().accessTokenInQuery();
                if (accepted) {
                    next.accept(known);
                } else {
                    note(known, asked(match), ErrorCode.EMPTY_ACCESS_TOKEN, new DenialCause.TokenInParameters());
                    exchange.refuseWithText(
                            ErrorCode.EMPTY_ACCESS_TOKEN,
                            "Empty access token; access_token as a parameter is switched off, send the header"
                                    + " Authorization: Bearer");
                }
            }
        }
    }

    /** The operation as far as it is known before the body is read; the path alone when there is none of this verb. */
    private String asked(RouteMatch match) {
        @Nullable Operation asked = match.operations().get(request.method().name());
        return asked == null ? match.operations().values().iterator().next().path() : asked.id();
    }

    private void note(Authenticated known, String operation, ErrorCode code, DenialCause cause) {
        note(known.directory(), known.caller().serviceId(), operation, code, cause);
    }

    private void note(Directory directory, long serviceId, String operation, ErrorCode code, DenialCause cause) {
        gate.denials.note(new DeniedCall(
                directory,
                serviceId,
                operation,
                address,
                Integer.toString(code.number()),
                cause,
                exchange.requestId()));
    }

    /** The body is there, and who sent it is known. */
    private void enter(RouteMatch match, RequestParameters query, Buffer body, @Nullable Authenticated known) {
        if (exchange.isOver()) {
            // nobody waits for an answer any more, so nothing is taken for it
            return;
        }
        if (known != null && !isPrepared(known)) {
            // the body took so long to come that the calls of the day are not known any more
            exchange.ask(
                    () -> {
                        gate.admission.prepare(known.directory());
                        return known;
                    },
                    prepared -> enter(match, query, body, prepared));
            return;
        }
        Arrived arrived = Arrived.of(request, match, query, body, type, gate.json);
        @Nullable Operation operation = match.operations().get(arrived.verb());
        if (operation == null) {
            exchange.refuse(ErrorCode.METHOD_NOT_SUPPORTED, arrived.verb());
            return;
        }
        exchange.isFor(operation);
        if (known != null) {
            boolean admitted = known.directory().settings().apiAllowList().admits(address);
            if (!admitted || !known.service().apiAllowList().admits(address)) {
                note(known, operation.id(), ErrorCode.ACCESS_DENIED, new DenialCause.AddressNotAllowed(admitted));
                exchange.refuse(ErrorCode.ACCESS_DENIED);
                return;
            }
            switch (gate.admission.admit(known)) {
                case Admission.NoCapacity refused -> {
                    note(known, operation.id(), refused.limit().code(), refused.cause());
                    exchange.refuse(refused.limit().code(), refused.limit().values());
                    return;
                }
                case Admission.Slot taken -> take(taken, timeLimit(operation, known));
            }
            if (!known.caller().permissions().satisfySomewhere(operation.permissions())) {
                note(
                        known,
                        operation.id(),
                        ErrorCode.ACCESS_DENIED,
                        new DenialCause.PermissionMissing(operation.permissions()));
                exchange.refuse(ErrorCode.ACCESS_DENIED);
                return;
            }
        }
        @Nullable ErrorCode bodyError = arrived.bodyError(operation);
        if (bodyError != null) {
            exchange.refuse(bodyError);
        } else if (arrived.parameters().malformed()) {
            exchange.refuse(ErrorCode.INVALID_DATA, "a percent escape in the parameters is malformed, or not UTF-8");
        } else {
            handOver(arrived, operation, known);
        }
    }

    /**
     * The place is given back when the work has ended: by a refusal, or by the resource, also where nobody waits for its answer
     * any more. Should a resource end without a word after its client has gone, the place is free some time after its time
     * limit.
     */
    private void take(Admission.Slot taken, Duration timeLimit) {
        exchange.takes(taken);
        context.addEndHandler(ended -> {
            if (ended.succeeded() || !handedOver) {
                taken.leave();
            } else {
                long latest = timeLimit.plus(AFTER_TIME_LIMIT).toMillis();
                gate.vertx.setTimer(latest, id -> taken.leave());
            }
        });
    }

    /** Hands the call to its resource, under the path, verb and content type that the resource knows. */
    private void handOver(Arrived arrived, Operation operation, @Nullable Authenticated known) {
        handedOver = true;
        exchange.served(operation, tokenInParameters);
        context.put(
                Gate.CALL,
                new AdmittedCall(
                        exchange.requestId(),
                        surface,
                        operation,
                        arrived.parameters().parameters(),
                        address,
                        Deadline.in(timeLimit(operation, known)),
                        known == null ? null : known.caller(),
                        known == null ? null : known.directory(),
                        exchange.handedOver()));
        operation.body().contentType().ifPresent(expected -> request.headers().set(HttpHeaders.CONTENT_TYPE, expected));
        request.headers().remove(HttpHeaders.ACCEPT);
        ((RoutingContextInternal) context).setBody(arrived.bodyFor(operation));
        boolean asSent = arrived.match().path().equals(request.path())
                && operation.method().equals(request.method().name());
        if (asSent) {
            context.next();
        } else {
            context.reroute(
                    HttpMethod.valueOf(operation.method()), arrived.match().path());
        }
    }

    private static Duration timeLimit(Operation operation, @Nullable Authenticated known) {
        int own =
                known == null ? 0 : known.directory().settings().compatibility().timeLimitMillis();
        return own == 0 ? operation.timeLimit() : Duration.ofMillis(own);
    }

    private int limit(RouteMatch match) {
        @Nullable Operation operation = match.operations().get(request.method().name());
        if (operation == null) {
            return LARGEST_BODY;
        }
        return operation.authenticated() ? operation.bodyLimit() : LARGEST_BODY_WITHOUT_TOKEN;
    }
}
