package io.postern.gate;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies up to a limit, and all bodies together up to a share of the heap. What is over a limit, or is refused before it
 * is read, is read to its end all the same and thrown away, so that a client that only listens when it has sent everything
 * hears the refusal; for that there are limits too, and after them the connection is closed. Thread safe.
 */
@Singleton
final class RequestBodies {
    private static final String CONTINUE = "100-continue";
    private static final long LARGEST_DISCARDED = 256L << 20;
    private static final long LONGEST_DISCARDING_MILLIS = 30_000;
    private static final long LONGEST_READING_MILLIS = 60_000;

    private final Vertx vertx;
    private final long largestTogether = Runtime.getRuntime().maxMemory() / 4;
    private final AtomicLong together = new AtomicLong();

    RequestBodies(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What can become of a body that is read. Exactly one of the three is called, on the event loop. */
    interface Reader {
        /** The body is there. */
        void complete(Buffer body);

        /** The body was over the limit; there is nothing more to come, or too much of it. */
        void tooLarge();

        /** There was no room for it beside the bodies of other calls. */
        void noRoom();
    }

    /** Whether a request announces a body, or may have one: under HTTP/2 nothing announces it. */
    static boolean isAnnounced(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.isEnded();
        }
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The length that a request announces; -1 when it announces none. */
    static long announcedLength(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Reads the body of a call; its memory counts until the call has ended. */
    void read(RoutingContext context, int limit, Reader reader) {
        HttpServerRequest request = context.request();
        if (waits(request)) {
            request.response().writeContinue();
        }
        Reading reading = new Reading(context, limit, reader);
        context.addEndHandler(ended -> reading.release());
        request.handler(reading::chunk);
        request.endHandler(end -> reading.end());
        request.resume();
    }

    /** Reads a body to its end, throws it away, and then goes on; at once when the client still waits to be asked for it. */
    void discard(RoutingContext context, Runnable then) {
        HttpServerRequest request = context.request();
        if (waits(request)) {
            closeAfterwards(request);
            then.run();
            return;
        }
        throwAway(request, then);
    }

    private void throwAway(HttpServerRequest request, Runnable then) {
        Discarding discarding = new Discarding(request, then);
        request.handler(discarding::chunk);
        request.endHandler(end -> discarding.end());
        request.exceptionHandler(gone -> discarding.cancelTimer());
        request.resume();
    }

    /** What is left of the body is not read. Under HTTP/2 the end of the answer ends the stream. */
    static void closeAfterwards(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private static boolean waits(HttpServerRequest request) {
        return CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    /** The state of a body that is read; used on one event loop only. */
    private final class Reading {
        private final RoutingContext context;
        private final int limit;
        private final Reader reader;
        private final long timer;
        private Buffer body = Buffer.buffer();
        private boolean over;

        Reading(RoutingContext context, int limit, Reader reader) {
            this.context = context;
            this.limit = limit;
            this.reader = reader;
            this.timer = vertx.setTimer(LONGEST_READING_MILLIS, id -> Exchange.giveUp(context.request()));
        }

        void chunk(Buffer chunk) {
            if (over) {
                return;
            }
            if (body.length() + chunk.length() > limit) {
                giveUp(reader::tooLarge);
            } else if (together.addAndGet(chunk.length()) > largestTogether) {
                together.addAndGet(-chunk.length());
                giveUp(reader::noRoom);
            } else {
                body.appendBuffer(chunk);
            }
        }

        void end() {
            vertx.cancelTimer(timer);
            reader.complete(body);
        }

        void release() {
            vertx.cancelTimer(timer);
            together.addAndGet(-body.length());
            body = Buffer.buffer();
        }

        private void giveUp(Runnable then) {
            over = true;
            release();
            throwAway(context.request(), then);
        }
    }

    /** The state of a body that is thrown away; used on one event loop only. */
    private final class Discarding {
        private final HttpServerRequest request;
        private final Runnable then;
        private final long timer;
        private long received;
        private boolean done;

        Discarding(HttpServerRequest request, Runnable then) {
            this.request = request;
            this.then = then;
            this.timer = vertx.setTimer(LONGEST_DISCARDING_MILLIS, id -> giveUp());
        }

        void chunk(Buffer chunk) {
            received += chunk.length();
            if (received > LARGEST_DISCARDED) {
                giveUp();
            }
        }

        void end() {
            cancelTimer();
            if (!done) {
                done = true;
                then.run();
            }
        }

        void cancelTimer() {
            vertx.cancelTimer(timer);
        }

        private void giveUp() {
            if (!done) {
                closeAfterwards(request);
                end();
            }
        }
    }
}
