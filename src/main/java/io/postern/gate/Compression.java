package io.postern.gate;

import io.postern.foundation.wire.Surface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Which answers are compressed for a client that accepts gzip. Adobe's page "Marketo Integration Best Practices", section on
 * compression.
 */
final class Compression {
    /** The smallest body that is compressed, in bytes. */
    static final int SMALLEST = 1024;

    private Compression() {}

    /**
     * Keeps the engine, which compresses whatever a client accepts compressed, from doing so with a short answer, or one of
     * bulk, or a file of which parts can be asked for; to be called when the head of the answer is complete.
     */
    static void decide(HttpServerRequest request, Surface surface) {
        if (!request.headers().contains(HttpHeaders.ACCEPT_ENCODING)) {
            return;
        }
        HttpServerResponse response = request.response();
        @Nullable String length = response.headers().get(HttpHeaders.CONTENT_LENGTH);
        boolean isShort = length != null && Long.parseLong(length) < SMALLEST;
        boolean isInParts = response.headers().contains(HttpHeaders.ACCEPT_RANGES);
        if (isShort || isInParts || surface == Surface.BULK) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        }
    }
}
