package io.postern.gate;

import io.postern.access.directory.Directory;
import io.postern.access.operation.Operation;
import io.postern.foundation.wire.ErrorAnswer;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Surface;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request under an API prefix and the answer that the gate gives it, if it is the gate that answers. Used on the event loop of
 * the request only.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final Buffer NO_BODY = Buffer.buffer();

    private final Gate gate;
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Surface surface;
    private final String requestId;
    private final MeasuredCall measured;
    private boolean bodyIsOpen;
    private @Nullable Directory directory;
    private Admission.@Nullable Slot place;

    Exchange(Gate gate, RoutingContext context, Surface surface, String requestId) {
        this.gate = gate;
        this.context = context;
        this.request = context.request();
        this.surface = surface;
        this.requestId = requestId;
        @Nullable AdmittedCall passed = context.get(Gate.CALL);
        this.measured = passed == null ? gate.metrics.arrived(surface) : passed.measured();
        this.place = context.get(Gate.PLACE);
    }

    /** The request has just come: a body that it announces is still to be read. */
    void begin() {
        bodyIsOpen = RequestBodies.isAnnounced(request);
        context.addHeadersEndHandler(head -> Compression.decide(request, surface));
    }

    String requestId() {
        return requestId;
    }

    boolean bodyIsOpen() {
        return bodyIsOpen;
    }

    /** Whether the client has gone, or has its answer. */
    boolean isOver() {
        return context.response().closed() || context.response().ended();
    }

    /** Notes the access model that the call is decided on: its errors are counted there. */
    void isOf(@Nullable Directory known) {
        directory = known;
    }

    /** Notes which operation is called: it is measured under its name. */
    void isFor(Operation operation) {
        measured.isFor(operation);
    }

    /** The call as it is measured further, by its resource. */
    MeasuredCall handedOver() {
        measured.handedOver();
        return measured;
    }

    /** Notes what the call has taken; a refusal gives it back. */
    void takes(Admission.Slot taken) {
        place = taken;
        context.put(Gate.PLACE, taken);
    }

    /** A resource is about to serve the call. */
    void served(Operation by, boolean tokenInParameters) {
        if (place != null) {
            place.served(by, tokenInParameters);
        }
    }

    /** Reads the body, if there is one that was not read yet; what is over the limit is refused. */
    void readBody(int limit, Consumer<Buffer> next) {
        if (!bodyIsOpen) {
            next.accept(NO_BODY);
            return;
        }
        bodyIsOpen = false;
        gate.bodies.read(context, limit, new RequestBodies.Reader() {
            @Override
            public void complete(Buffer body) {
                guarded(() -> next.accept(body));
            }

            @Override
            public void tooLarge() {
                refuse(ErrorCode.REQUEST_ENTITY_TOO_LARGE, limit);
            }

            @Override
            public void noRoom() {
                refuse(ErrorCode.TEMPORARILY_UNAVAILABLE);
            }
        });
    }

    /** Asks the database, and goes on when it has answered; when it does not, the call is refused. */
    <T> void ask(Supplier<T> question, Consumer<T> next) {
        gate.lookUps.ask(question, new LookUps.Asking<T>() {
            @Override
            public void answered(T answer) {
                guarded(() -> next.accept(answer));
            }

            @Override
            public void refused(ErrorCode code) {
                refuse(code);
            }

            @Override
            public void failed(Throwable failure) {
                fail(failure);
            }
        });
    }

    /** Answers what nobody expected. */
    void fail(@Nullable Throwable failure) {
        LOG.error("The request failed", failure);
        refuse(ErrorCode.SYSTEM_ERROR);
    }

    /** What runs outside the router's own care must not leave a client without an answer. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Answers with an error; what the call has taken is given back, as far as the error says so. */
    void refuse(ErrorCode code, Object... values) {
        refuseWithText(code, code.text(values));
    }

    void refuseWithText(ErrorCode code, String text) {
        if (place != null) {
            place.failed(code);
            place.leave();
        } else if (directory != null) {
            gate.errors.count(directory, code);
        }
        measured.refused(code);
        answer(ErrorAnswer.withText(surface, requestId, code, text));
    }

    void notHttp(String why) {
        measured.refused(ErrorCode.INVALID_DATA);
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ErrorAnswer answer =
                ErrorAnswer.withText(surface, requestId, ErrorCode.INVALID_DATA, ErrorCode.INVALID_DATA.text(why));
        gate.refusals.write(context, surface, new ErrorAnswer(400, answer.body()));
    }

    /** Once the client has sent its body, if it sends one. */
    private void answer(ErrorAnswer answer) {
        if (bodyIsOpen) {
            bodyIsOpen = false;
            gate.bodies.discard(context, () -> gate.refusals.write(context, surface, answer));
        } else {
            gate.refusals.write(context, surface, answer);
        }
    }
}
