package io.postern.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.postern.foundation.wire.Answer;
import io.postern.foundation.wire.Surface;
import io.postern.foundation.wire.WireAnswer;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Writes answers as bytes. Thread safe. */
@Singleton
final class AnswerWriter {
    private static final Buffer NO_BODY = Buffer.buffer();

    private final ObjectWriter json;

    AnswerWriter(ObjectMapper json) {
        this.json = json.writer();
    }

    /**
     * An answer with its bytes.
     *
     * @param answer what is answered: another one than what was asked for where that could not be written
     */
    record Written(Answer answer, WireAnswer head, Buffer body, int status) {
        /** The same under another HTTP status. */
        Written withStatus(int other) {
            return new Written(answer, head, body, other);
        }
    }

    /** Writes an answer in the shape of a surface; one that cannot be written is answered 611. */
    Written write(Surface surface, String requestId, Answer answer) {
        try {
            return bytes(answer, surface.write(requestId, answer));
        } catch (JsonProcessingException | StackOverflowError e) {
            Answer instead = Dispatch.unexpected(e);
            try {
                return bytes(instead, surface.write(requestId, instead));
            } catch (JsonProcessingException again) {
                throw new IllegalStateException("an error answer can be written", again);
            }
        }
    }

    private Written bytes(Answer answer, WireAnswer head) throws JsonProcessingException {
        @Nullable Object body = head.body();
        Buffer bytes;
        if (body == null) {
            bytes = NO_BODY;
        } else if (head.isText()) {
            bytes = Buffer.buffer(body.toString());
        } else {
            bytes = Buffer.buffer(json.writeValueAsBytes(body));
        }
        return new Written(answer, head, bytes, head.status());
    }
}
