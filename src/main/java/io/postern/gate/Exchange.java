package io.postern.gate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * One HTTP request and its one answer: a body that is read once or thrown away, and an answer that is written once. Used on the
 * event loop of the request only.
 */
final class Exchange {
    /** How long a client may take to receive an answer that is written. */
    private static final long LONGEST_SENDING_MILLIS = 60_000;

    private static final Buffer NO_BODY = Buffer.buffer();

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final RequestBodies bodies;
    private final Vertx vertx;
    private boolean bodyIsOpen;

    Exchange(RoutingContext context, RequestBodies bodies, Vertx vertx) {
        this.context = context;
        this.request = context.request();
        this.bodies = bodies;
        this.vertx = vertx;
        this.bodyIsOpen = RequestBodies.isAnnounced(request);
    }

    HttpServerRequest request() {
        return request;
    }

    /** Whether a body is still to be read. */
    boolean bodyIsOpen() {
        return bodyIsOpen;
    }

    /** Reads the body, if there is one that was not read yet. */
    void readBody(int limit, Consumer<Buffer> complete, Runnable tooLarge, Runnable noRoom) {
        if (!bodyIsOpen) {
            complete.accept(NO_BODY);
            return;
        }
        bodyIsOpen = false;
        bodies.read(context, limit, new RequestBodies.Reader() {
            @Override
            public void complete(Buffer body) {
                complete.accept(body);
            }

            @Override
            public void tooLarge() {
                tooLarge.run();
            }

            @Override
            public void noRoom() {
                noRoom.run();
            }
        });
    }

    /** Runs when the answer was sent, or the client has gone. */
    void atTheEnd(Runnable work) {
        context.addEndHandler(ended -> work.run());
    }

    /** Whatever is left of the body is not read: the connection ends with the answer. */
    void leaveBody() {
        if (bodyIsOpen) {
            bodyIsOpen = false;
            closeAfterwards();
        }
    }

    /** The connection ends with this answer. */
    void closeAfterwards() {
        RequestBodies.closeAfterwards(request);
    }

    /**
     * Writes the answer, once the client has sent its body, if it sends one.
     *
     * @param then runs when the last byte is sent, or the client has gone
     */
    void answer(AnswerWriter.Written answer, Runnable then) {
        if (bodyIsOpen) {
            bodyIsOpen = false;
            bodies.discard(context, () -> write(answer, then));
        } else {
            write(answer, then);
        }
    }

    private void write(AnswerWriter.Written answer, Runnable then) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            then.run();
            return;
        }
        response.setStatusCode(answer.status());
        if (!answer.head().contentType().isEmpty()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.head().contentType());
        }
        answer.head().headers().forEach(response::putHeader);
        boolean last = response.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
        Future<Void> sending = response.end(answer.body());
        if (!sending.isComplete()) {
            long timer = vertx.setTimer(LONGEST_SENDING_MILLIS, id -> giveUp(request));
            sending.onComplete(sent -> vertx.cancelTimer(timer));
        }
        sending.onComplete(sent -> {
            then.run();
            if (last) {
                request.connection().close();
            }
        });
    }

    /** Ends a request whose client takes too long: the connection, or under HTTP/2 the one stream. */
    static void giveUp(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2 || !request.response().reset()) {
            request.connection().close();
        }
    }
}
