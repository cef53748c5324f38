package io.postern.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.foundation.wire.ErrorAnswer;
import io.postern.foundation.wire.Surface;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Writes the answers of calls that do not reach a resource. */
@Singleton
final class Refusals {
    /** What every answer of the API says of itself. */
    static final String CONTENT_TYPE = "application/json;charset=UTF-8";

    private final ObjectMapper json;

    Refusals(ObjectMapper json) {
        this.json = json;
    }

    void write(RoutingContext context, Surface surface, ErrorAnswer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
        if (surface == Surface.OAUTH) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("Pragma", "no-cache");
        }
        boolean last = HttpHeaders.CLOSE.toString().equals(response.headers().get(HttpHeaders.CONNECTION));
        response.end(Buffer.buffer(bytes(answer.body()))).onComplete(sent -> {
            if (last) {
                context.request().connection().close();
            }
        });
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error answer can be written", e);
        }
    }
}
