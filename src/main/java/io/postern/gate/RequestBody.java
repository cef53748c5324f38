package io.postern.gate;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body up to a limit. A body over the limit is read to its end all the same and thrown away, so that a
 * client that only listens when it has sent everything hears the refusal; for that there is a limit too, and after it the
 * connection is closed.
 */
final class RequestBody {
    private static final String CONTINUE = "100-continue";
    private static final long LARGEST_DISCARDED = 256L << 20;
    private static final long LONGEST_DISCARDING_MILLIS = 30_000;

    private RequestBody() {}

    /** Whether a request announces a body. */
    static boolean isAnnounced(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /**
     * Reads the body on the event loop and calls one of the two once.
     *
     * @param complete gets the body
     * @param tooLarge is called when there is nothing more to come, or too much of it
     */
    static void read(Vertx vertx, HttpServerRequest request, int limit, Handler<Buffer> complete, Runnable tooLarge) {
        boolean waits = CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
        if (announcedLength(request) > limit) {
            if (waits) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                tooLarge.run();
            } else {
                discard(vertx, request, 0, tooLarge);
            }
            return;
        }
        if (waits) {
            request.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > limit) {
                discard(vertx, request, body.length() + chunk.length(), tooLarge);
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> complete.handle(body));
        request.resume();
    }

    private static void discard(Vertx vertx, HttpServerRequest request, long received, Runnable tooLarge) {
        Discarding discarding = new Discarding(received, tooLarge);
        long timer = vertx.setTimer(LONGEST_DISCARDING_MILLIS, id -> discarding.giveUp(request));
        request.handler(chunk -> discarding.chunk(request, chunk.length()));
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            discarding.end();
        });
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.resume();
    }

    private static long announcedLength(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The state of a body that is thrown away; used on one event loop only. */
    private static final class Discarding {
        private final Runnable tooLarge;
        private long received;
        private boolean answered;

        Discarding(long received, Runnable tooLarge) {
            this.received = received;
            this.tooLarge = tooLarge;
        }

        void chunk(HttpServerRequest request, int length) {
            received += length;
            if (received > LARGEST_DISCARDED) {
                giveUp(request);
            }
        }

        void giveUp(HttpServerRequest request) {
            if (!answered) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                end();
            }
        }

        void end() {
            if (!answered) {
                answered = true;
                tooLarge.run();
            }
        }
    }
}
