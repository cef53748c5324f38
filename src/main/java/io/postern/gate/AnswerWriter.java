package io.postern.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.postern.foundation.wire.Answer;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Quote;
import io.postern.foundation.wire.Surface;
import io.postern.foundation.wire.WireAnswer;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes answers as bytes. Thread safe. */
@Singleton
final class AnswerWriter {
    private static final Payload NOTHING = new Payload.Bytes(Buffer.buffer());

    private final ObjectWriter json;

    AnswerWriter(ObjectMapper json) {
        this.json = json.writer();
    }

    /** What follows the head of an answer. */
    sealed interface Payload {
        record Bytes(Buffer buffer) implements Payload {}

        /** Some bytes of a file. */
        record Section(Path file, long first, long length) implements Payload {}
    }

    /**
     * An answer as it is sent.
     *
     * @param answer what is answered: another one than what was asked for where that could not be written
     */
    record Written(Answer answer, WireAnswer head, Payload payload, int status) {
        /** The same under another HTTP status. */
        Written withStatus(int other) {
            return new Written(answer, head, payload, other);
        }
    }

    /**
     * Writes an answer in the shape of a surface; one that cannot be written is answered 611.
     *
     * @param range what the client asks of a file, as its header says; asked for only where a file is answered
     */
    Written write(Surface surface, String requestId, Answer answer, Supplier<Optional<String>> range) {
        try {
            WireAnswer head = surface.write(requestId, answer);
            return head.body() instanceof WireAnswer.Body.File(Path file)
                    ? section(surface, requestId, answer, head, file, range.get())
                    : bytes(answer, head);
        } catch (IOException | StackOverflowError e) {
            Answer instead = Dispatch.unexpected(e);
            try {
                return bytes(instead, surface.write(requestId, instead));
            } catch (JsonProcessingException again) {
                throw new IllegalStateException("an error answer can be written", again);
            }
        }
    }

    private Written section(
            Surface surface, String requestId, Answer answer, WireAnswer head, Path file, Optional<String> range)
            throws IOException {
        long length = Files.size(file);
        return switch (ByteRange.of(range, length)) {
            case ByteRange.Whole() -> new Written(answer, head, new Payload.Section(file, 0, length), head.status());
            case ByteRange.Part(long first, long last) ->
                new Written(
                        answer,
                        head.with(Map.of("Content-Range", "bytes " + first + "-" + last + "/" + length)),
                        new Payload.Section(file, first, last - first + 1),
                        206);
            case ByteRange.Unsatisfiable() -> {
                Answer refusal = new Answer.Refused(
                        ErrorCode.INVALID_DATA,
                        "The range '" + Quote.of(range.orElse("")) + "' is not within the file, which has " + length
                                + " bytes");
                WireAnswer refused = surface.write(requestId, refusal)
                        .with(Map.of("Accept-Ranges", "bytes", "Content-Range", "bytes */" + length));
                yield bytes(refusal, refused).withStatus(416);
            }
        };
    }

    private Written bytes(Answer answer, WireAnswer head) throws JsonProcessingException {
        Payload payload = switch (head.body()) {
            case WireAnswer.Body.Nothing() -> NOTHING;
            case WireAnswer.Body.Text(String text) -> new Payload.Bytes(Buffer.buffer(text));
            case WireAnswer.Body.Json(Object value) -> new Payload.Bytes(Buffer.buffer(json.writeValueAsBytes(value)));
            case WireAnswer.Body.File(Path file) ->
                throw new IllegalArgumentException(file + " is not read into memory");
        };
        return new Written(answer, head, payload, head.status());
    }
}
