package io.postern.gate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * One HTTP request and its one answer: a body that is read once or thrown away, and an answer that is written once. Used on the
 * event loop of the request only.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /** How long a client may take nothing of an answer that is written. */
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private static final int READ_AT_ONCE = 64 << 10;

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

    /** Reads the body into memory, if there is one that was not read yet. */
    void readBody(int limit, RequestBodies.Reader reader) {
        receive(reader, () -> bodies.read(context, limit, reader));
    }

    /** The same, onto the disk. */
    void spoolBody(int limit, RequestBodies.Reader reader) {
        receive(reader, () -> bodies.spool(context, limit, reader));
    }

    private void receive(RequestBodies.Reader reader, Runnable reading) {
        if (bodyIsOpen) {
            bodyIsOpen = false;
            reading.run();
        } else {
            reader.complete(ReceivedBody.none());
        }
    }

    /** Whether the client has gone, so that nobody is left to be answered. */
    boolean isOver() {
        return isOver(context);
    }

    /** Runs when the answer was sent, or the client has gone. */
    void atTheEnd(Runnable work) {
        atTheEnd(context, work);
    }

    /** The same of any request; at once where it has ended already, which the engine would not tell any more. */
    static void atTheEnd(RoutingContext context, Runnable work) {
        if (isOver(context)) {
            work.run();
        } else {
            context.addEndHandler(ended -> work.run());
        }
    }

    static boolean isOver(RoutingContext context) {
        return context.response().closed() || context.response().ended();
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

    /** An answer that cannot be written ends the request all the same. */
    private void write(AnswerWriter.Written answer, Runnable then) {
        if (isOver()) {
            then.run();
            return;
        }
        HttpServerResponse response = request.response();
        boolean last = response.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
        Future<Void> sending;
        try {
            sending = send(answer);
        } catch (RuntimeException e) {
            LOG.error("An answer could not be written", e);
            then.run();
            giveUp(request);
            return;
        }
        if (!sending.isComplete()) {
            watch(sending, response.bytesWritten());
        }
        sending.onComplete(sent -> {
            then.run();
            if (last) {
                request.connection().close();
            }
        });
    }

    private Future<Void> send(AnswerWriter.Written answer) {
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.status());
        if (!answer.head().contentType().isEmpty()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.head().contentType());
        }
        answer.head().headers().forEach(response::putHeader);
        return switch (answer.payload()) {
            case AnswerWriter.Payload.Bytes(Buffer bytes) -> response.end(bytes);
            case AnswerWriter.Payload.Section section -> send(section);
        };
    }

    /** No faster than the client takes it. */
    private Future<Void> send(AnswerWriter.Payload.Section section) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(section.length()));
        return vertx.fileSystem()
                .open(
                        section.file().toString(),
                        new OpenOptions().setWrite(false).setCreate(false))
                .compose(file -> file.setReadBufferSize(READ_AT_ONCE)
                        .setReadPos(section.first())
                        .setReadLength(section.length())
                        .pipeTo(response)
                        .onComplete(sent -> file.close()))
                .onFailure(failure -> giveUp(request));
    }

    /** A client that takes nothing for a while is given up. */
    private void watch(Future<Void> sending, long sentBefore) {
        long timer = vertx.setTimer(LONGEST_PAUSE_MILLIS, id -> {
            long sent = request.response().bytesWritten();
            if (sent == sentBefore) {
                giveUp(request);
            } else {
                watch(sending, sent);
            }
        });
        sending.onComplete(sent -> vertx.cancelTimer(timer));
    }

    /** Ends a request whose client takes too long: the connection, or under HTTP/2 the one stream. */
    static void giveUp(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2 || !request.response().reset()) {
            request.connection().close();
        }
    }
}
