package io.postern.gate;

import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directory;
import io.postern.access.operation.BodyKind;
import io.postern.access.operation.Operation;
import io.postern.access.operation.RouteMatch;
import io.postern.foundation.wire.Answer;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import io.postern.foundation.wire.Surface;
import io.postern.gate.Admission.Slot;
import io.postern.gate.Authentication.Authenticated;
import io.postern.gate.Authentication.Unauthenticated;
import io.postern.insight.denials.DeniedCall;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request on its way through the gate: size, path, token, verb, allow-list, limits, body, permission, handler; the first that
 * does not pass answers, and nothing after it runs. It runs on the event loop of the request. What this node has not seen is read from
 * the database on a thread of its own; so is a body of an integration, together with all that follows it.
 */
final class HttpCall {
    /** The longest address in bytes. */
    static final int LONGEST_URI = 8192;

    private static final String RANGE = "Range";
    private static final String IF_RANGE = "If-Range";
    private static final int LARGEST_BODY = BodyKind.JSON.limit();

    /** The largest body in bytes that is read before it is known who sends it. */
    private static final int LARGEST_BODY_OF_A_STRANGER = 1 << 16;

    private final GateServices gate;
    private final Exchange exchange;
    private final HttpServerRequest request;
    private final Surface surface;
    private final String requestId;
    private final String address;
    private final ContentType type;
    private final RequestParameters query;
    private final Stage.Arrived arrived = new Stage.Arrived();
    private Stage stage = arrived;
    private @Nullable Operation named;

    HttpCall(GateServices gate, Exchange exchange, Surface surface, String requestId, String address) {
        this.gate = gate;
        this.exchange = exchange;
        this.request = exchange.request();
        this.surface = surface;
        this.requestId = requestId;
        this.address = address;
        this.type = ContentType.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
        this.query = RequestParameters.ofQuery(request.query());
    }

    /**
     * What is called.
     *
     * @param verb as far as it is known before the body is read
     */
    private record Target(RouteMatch match, String verb) {
        @Nullable
        Operation operation() {
            return match.operations().get(verb);
        }

        /** The id of the operation; the path alone when there is none of this verb. */
        String name() {
            @Nullable Operation operation = operation();
            return operation == null
                    ? match.operations().values().iterator().next().path()
                    : operation.id();
        }

        boolean isOpen() {
            return match.operations().values().stream().noneMatch(Operation::authenticated);
        }

        /** Whether a body of a type may have files in it. */
        boolean takesFiles(ContentType type) {
            @Nullable Operation operation = operation();
            return operation != null && operation.body() == BodyKind.MULTIPART && type.isMultipart();
        }

        int bodyLimit(ContentType type) {
            if (isOpen()) {
                return LARGEST_BODY_OF_A_STRANGER;
            }
            return takesFiles(type) ? BodyKind.MULTIPART.limit() : LARGEST_BODY;
        }
    }

    /** Begins the way. @param path normalised; empty when it cannot be */
    void begin(Optional<String> path) {
        @Nullable
        Target target = path.map(gate.operations().table()::match)
                .filter(match -> match.operations().values().stream().anyMatch(gate::isAnswered))
                .map(match -> new Target(match, Content.verb(request.method().name(), query)))
                .orElse(null);
        int limit = target == null ? LARGEST_BODY : target.bodyLimit(type);
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!encodings.stream().allMatch("chunked"::equalsIgnoreCase)) {
            notHttp("the only Transfer-Encoding is chunked");
        } else if (RequestBodies.announcedLength(request) > limit) {
            refuse(ErrorCode.REQUEST_ENTITY_TOO_LARGE, limit);
        } else if (request.uri().length() > LONGEST_URI) {
            refuse(ErrorCode.URI_TOO_LONG, LONGEST_URI);
        } else if (target == null) {
            refuse(ErrorCode.RESOURCE_NOT_FOUND);
        } else if (!gate.authenticator().isConfirmed()) {
            refuse(ErrorCode.TEMPORARILY_UNAVAILABLE);
        } else if (target.isOpen()) {
            Sender stranger =
                    new Sender.Stranger(address, Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)));
            exchange.readBody(limit, bodyReader(limit, body -> work(target, body, stranger, arrived.open())));
        } else {
            identify(target);
        }
    }

    /** Answers what the engine itself refused or could not go on with. */
    void fail(int status, @Nullable Throwable failure) {
        exchange.leaveBody();
        switch (status) {
            case 400 -> notHttp("the request is not valid HTTP/1.1; does it have a Host?");
            case 404 -> refuse(ErrorCode.RESOURCE_NOT_FOUND);
            default -> finish(Dispatch.unexpected(failure));
        }
    }

    /** By the token in the head if it is there; a form may carry it too, and is read for it. */
    private void identify(Target target) {
        Optional<PresentedToken> inHead =
                PresentedToken.of(request.getHeader(HttpHeaders.AUTHORIZATION), query.parameters(), surface);
        if (inHead.isPresent()) {
            authenticate(target, inHead.get(), next -> receiveBody(target, next));
        } else if (exchange.bodyIsOpen() && type.isForm() && surface != Surface.USER_MANAGEMENT) {
            int limit = LARGEST_BODY_OF_A_STRANGER;
            exchange.readBody(
                    limit,
                    bodyReader(
                            limit,
                            body -> tokenIn(body)
                                    .ifPresentOrElse(
                                            token -> authenticate(target, token, next -> next.accept(body)),
                                            () -> refuse(ErrorCode.EMPTY_ACCESS_TOKEN))));
        } else {
            refuse(ErrorCode.EMPTY_ACCESS_TOKEN);
        }
    }

    private Optional<PresentedToken> tokenIn(ReceivedBody body) {
        return body.place() instanceof ReceivedBody.Place.InMemory(Buffer bytes)
                ? PresentedToken.of(null, query.andForm(bytes, type).parameters(), surface)
                : Optional.empty();
    }

    private void authenticate(Target target, PresentedToken token, Consumer<Consumer<ReceivedBody>> bodies) {
        gate.authenticator()
                .authenticate(
                        token.text(),
                        address,
                        decided -> guarded(() -> decide(target, decided, token, bodies)),
                        this::finish);
    }

    private void decide(
            Target target,
            Authentication authentication,
            PresentedToken token,
            Consumer<Consumer<ReceivedBody>> bodies) {
        switch (authentication) {
            case Unauthenticated unknown -> {
                if (unknown.directory() != null) {
                    stage = arrived.identified(unknown.directory());
                    if (unknown.cause() != null) {
                        note(unknown.directory(), unknown.serviceId(), target.name(), unknown.code(), unknown.cause());
                    }
                }
                refuse(unknown.code());
            }
            case Authenticated known -> {
                Stage.Identified identified = arrived.identified(known.directory());
                stage = identified;
                if (!token.inParameters()
                        || known.directory().settings().compatibility().accessTokenInQuery()) {
                    admit(target, known, identified, admitted -> {
                        Sender sender = new Sender.Integration(known.caller(), known.directory());
                        bodies.accept(body -> work(target, body, sender, admitted.working(token.inParameters())));
                    });
                } else {
                    note(known, target.name(), ErrorCode.EMPTY_ACCESS_TOKEN, new DenialCause.TokenInParameters());
                    finish(new Answer.Refused(
                            ErrorCode.EMPTY_ACCESS_TOKEN,
                            "Empty access token; access_token as a parameter is switched off, send the header"
                                    + " Authorization: Bearer"));
                }
            }
        }
    }

    /** Verb, allow-lists and limits. */
    private void admit(Target target, Authenticated known, Stage.Identified identified, Consumer<Stage.Admitted> next) {
        if (exchange.isOver()) {
            return;
        }
        @Nullable Operation asked = target.operation();
        if (asked == null && !mayNameAnotherVerb()) {
            refuse(ErrorCode.METHOD_NOT_SUPPORTED, target.verb());
            return;
        }
        if (asked != null && !gate.isAnswered(asked)) {
            refuse(ErrorCode.RESOURCE_NOT_FOUND);
            return;
        }
        named = asked;
        @Nullable DenialCause outside = known.directory().outside(known.service(), address);
        if (outside != null) {
            note(known, target.name(), ErrorCode.ACCESS_DENIED, outside);
            refuse(ErrorCode.ACCESS_DENIED);
            return;
        }
        switch (gate.admission().admit(known)) {
            case Admission.NoCapacity none -> {
                note(known, target.name(), none.limit().code(), none.cause());
                refuse(none.limit().code(), none.limit().values());
            }
            case Slot slot -> {
                Stage.Admitted admitted = identified.admitted(slot);
                stage = admitted;
                exchange.atTheEnd(this::leaveUnlessWorking);
                next.accept(admitted);
            }
        }
    }

    /** A POST may name in its form or JSON the verb that it stands in for. */
    private boolean mayNameAnotherVerb() {
        return request.method().name().equals("POST") && (type.isForm() || type.isJson());
    }

    /** Whoever goes before their body is read, or is refused then, leaves nothing behind. */
    private void leaveUnlessWorking() {
        if (stage instanceof Stage.Admitted(Slot slot)) {
            slot.leave();
        }
    }

    /** The body is there. What is small, or empty, is read here; what need not wait is answered here too. */
    private void work(Target target, ReceivedBody body, Sender sender, Stage.Serving serving) {
        stage = serving;
        if (!body.isNothing() && sender instanceof Sender.Integration) {
            body.hold();
            gate.threads()
                    .run(
                            () -> {
                                try {
                                    return answered(target, body, sender, serving);
                                } finally {
                                    body.release();
                                }
                            },
                            this::write);
            return;
        }
        switch (call(target, body, sender)) {
            case Entrance.Refused(Answer refusal) -> finish(refusal);
            case Entrance.Let(Call call) -> {
                Stage.Handed handed = serving.handed(call.operation());
                @Nullable Answer fromMemory = gate.dispatch().fromMemory(call);
                if (fromMemory != null) {
                    write(conclude(handed, fromMemory));
                } else {
                    gate.threads().run(() -> conclude(handed, gate.dispatch().answer(call)), this::write);
                }
            }
        }
    }

    private AnswerWriter.Written answered(Target target, ReceivedBody body, Sender sender, Stage.Serving serving) {
        return switch (call(target, body, sender)) {
            case Entrance.Refused(Answer refusal) -> conclude(serving, refusal);
            case Entrance.Let(Call call) -> {
                Stage.Handed handed = serving.handed(call.operation());
                yield conclude(handed, gate.dispatch().answer(call));
            }
        };
    }

    /** Whether a call comes to its handler. */
    private sealed interface Entrance {
        record Let(Call call) implements Entrance {}

        record Refused(Answer answer) implements Entrance {}
    }

    /** Reads the body, and asks for what is decided on it: verb, kind of body, permission. */
    private Entrance call(Target target, ReceivedBody body, Sender sender) {
        try {
            Content content = gate.callReader().content(query, body, type);
            String verb = content.verb(request.method().name());
            @Nullable Operation operation = target.match().operations().get(verb);
            if (operation == null) {
                throw Refusal.with(ErrorCode.METHOD_NOT_SUPPORTED, verb);
            }
            if (!gate.isAnswered(operation)) {
                throw Refusal.with(ErrorCode.RESOURCE_NOT_FOUND);
            }
            named = operation;
            return new Entrance.Let(gate.callReader()
                    .call(requestId, operation, sender, content, target.match().parameters(operation)));
        } catch (Refusal refusal) {
            return new Entrance.Refused(refusal.answer());
        } catch (Throwable failure) {
            return new Entrance.Refused(Dispatch.unexpected(failure));
        }
    }

    private void note(Authenticated known, String operation, ErrorCode code, DenialCause cause) {
        note(known.directory(), known.caller().serviceId(), operation, code, cause);
    }

    private void note(Directory directory, long serviceId, String operation, ErrorCode code, DenialCause cause) {
        gate.denials()
                .note(new DeniedCall(
                        directory, serviceId, operation, address, Integer.toString(code.number()), cause, requestId));
    }

    /** What may have files in it goes to the disk. */
    private void receiveBody(Target target, Consumer<ReceivedBody> next) {
        int limit = target.bodyLimit(type);
        if (target.takesFiles(type)) {
            exchange.spoolBody(limit, bodyReader(limit, next));
        } else {
            exchange.readBody(limit, bodyReader(limit, next));
        }
    }

    private RequestBodies.Reader bodyReader(int limit, Consumer<ReceivedBody> next) {
        return new RequestBodies.Reader() {
            @Override
            public void complete(ReceivedBody body) {
                guarded(() -> next.accept(body));
            }

            @Override
            public void tooLarge() {
                refuse(ErrorCode.REQUEST_ENTITY_TOO_LARGE, limit);
            }

            @Override
            public void noSpace() {
                refuse(ErrorCode.TEMPORARILY_UNAVAILABLE);
            }
        };
    }

    /** What runs outside the router's own care must not leave a client without an answer. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            finish(Dispatch.unexpected(e));
        }
    }

    private void notHttp(String why) {
        exchange.closeAfterwards();
        write(conclude(stage, Answer.Refused.with(ErrorCode.INVALID_DATA, why)).withStatus(400));
    }

    private void refuse(ErrorCode code, Object... values) {
        finish(Answer.Refused.with(code, values));
    }

    private void finish(Answer answer) {
        write(conclude(stage, answer));
    }

    /** Writes the answer down and notes what became of the call, before anybody can see it. */
    private AnswerWriter.Written conclude(Stage at, Answer answer) {
        AnswerWriter.Written written = gate.answers().write(surface, requestId, answer, this::range);
        gate.metrics().answered(surface, named, at, written.answer());
        return written;
    }

    /** RFC 9110 §14.2: of a GET only, and not of a version that no answer ever had. */
    private Optional<String> range() {
        return request.method() == HttpMethod.GET && !request.headers().contains(IF_RANGE)
                ? Optional.ofNullable(request.getHeader(RANGE))
                : Optional.empty();
    }

    private void write(AnswerWriter.Written written) {
        exchange.answer(written, () -> {
            if (stage instanceof Stage.Working working) {
                working.slot().leave();
            }
        });
    }
}
