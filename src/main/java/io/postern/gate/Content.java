package io.postern.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.postern.access.operation.BodyKind;
import io.postern.access.operation.Operation;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Parameters;
import io.postern.foundation.wire.Refusal;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries beside its head: the parameters of query and body, and the body read.
 *
 * @param parameters of the query, the form body, and the members of a JSON body that stands in for them
 * @param length of the body in bytes
 * @param json what was sent as JSON
 */
record Content(RequestParameters parameters, ContentType type, int length, Json json) {
    private static final Logger LOG = Logger.getLogger(Content.class);

    /** A body that says that it is JSON. */
    private sealed interface Json {}

    /** There is none, or it is {@code null}. */
    private record NoJson() implements Json {}

    private record JsonObject(Map<String, @Nullable Object> members) implements Json {}

    /** It is not JSON, or no object. */
    private record Malformed() implements Json {}

    /** Reads a body. @param query the parameters of the query, to which those of the body are added */
    static Content read(RequestParameters query, Buffer body, ContentType type, ObjectReader reader) {
        Json json = type.isJson() ? json(body, type, reader) : new NoJson();
        RequestParameters parameters = query.andForm(body, type);
        if (json instanceof JsonObject(Map<String, @Nullable Object> members)
                && (parameters.nameAMethod() || members.containsKey("_method"))) {
            parameters = parameters.andMembers(members);
        }
        return new Content(parameters, type, body.length(), json);
    }

    /** The verb that is meant, in upper case: that of {@code _method} where a POST stands in for another one. */
    String verb(String sent) {
        return verb(sent, parameters);
    }

    /** The verb that is meant as far as some parameters tell. */
    static String verb(String sent, RequestParameters parameters) {
        return sent.equals("POST")
                ? parameters.parameters().text("_method").orElse(sent).toUpperCase(Locale.ROOT)
                : sent;
    }

    /**
     * The parameters of a call of an operation.
     *
     * @throws Refusal 1003 when a percent escape is malformed
     */
    Parameters parametersFor(Operation operation) {
        if (parameters.malformed()) {
            throw Refusal.with(ErrorCode.INVALID_DATA, "a percent escape in the parameters is malformed, or not UTF-8");
        }
        return operation.body() == BodyKind.FORM && json instanceof JsonObject(Map<String, @Nullable Object> members)
                ? parameters.andMembers(members).parameters()
                : parameters.parameters();
    }

    /**
     * The JSON object for an operation; null when none was sent, or the operation takes none.
     *
     * @throws Refusal 609, 612 or 613 when the body is not what the operation takes
     */
    @Nullable
    Map<String, @Nullable Object> bodyFor(Operation operation) {
        if (length == 0 || operation.body() == BodyKind.NONE || (type.isForm() && parameters.nameAMethod())) {
            return null;
        }
        if (type.isMultipart() && type.boundary().isEmpty()) {
            throw Refusal.with(ErrorCode.INVALID_MULTIPART_REQUEST);
        }
        boolean fits = switch (operation.body()) {
            case NONE -> true;
            case JSON -> type.isJson();
            case FORM -> type.isForm() || type.isJson();
            case MULTIPART -> type.isMultipart();
        };
        if (!fits || !type.known()) {
            throw Refusal.with(ErrorCode.INVALID_CONTENT_TYPE);
        }
        return switch (json) {
            case NoJson() -> null;
            case JsonObject(Map<String, @Nullable Object> members) -> members;
            case Malformed() -> throw Refusal.with(ErrorCode.INVALID_JSON);
        };
    }

    private static Json json(Buffer body, ContentType type, ObjectReader reader) {
        if (body.length() == 0) {
            return new NoJson();
        }
        try {
            Object value = type.charset().equals(StandardCharsets.UTF_8)
                    ? reader.readValue(body.getBytes())
                    : reader.readValue(body.toString(type.charset()));
            if (value == null) {
                return new NoJson();
            }
            @SuppressWarnings("unchecked")
            Json object = value instanceof Map<?, ?> members
                    ? new JsonObject((Map<String, @Nullable Object>) members)
                    : new Malformed();
            return object;
        } catch (JsonProcessingException e) {
            LOG.debug("The request sent something else than JSON", e);
            return new Malformed();
        } catch (IOException e) {
            throw new IllegalStateException("a buffer in memory can be read", e);
        }
    }
}
