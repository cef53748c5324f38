package io.postern.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.postern.access.operation.BodyKind;
import io.postern.access.operation.Operation;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.FilePart;
import io.postern.foundation.wire.Parameters;
import io.postern.foundation.wire.Refusal;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries beside its head: the parameters of query and body, and the body read.
 *
 * @param parameters of the query, the body that is a form, and the members of a JSON body that stands in for them
 * @param length of the body in bytes
 * @param body what was sent beside parameters
 */
record Content(RequestParameters parameters, ContentType type, long length, Body body) {
    private static final Logger LOG = Logger.getLogger(Content.class);

    /** What a body has beside parameters. */
    private sealed interface Body {}

    /** There is none, it is {@code null}, or all of it is parameters. */
    private record Nothing() implements Body {}

    private record JsonObject(Map<String, @Nullable Object> members) implements Body {}

    private record Files(Map<String, List<FilePart>> byName) implements Body {}

    /** It is not what it says that it is. @param code of the error, where somebody wants the body */
    private record Unreadable(ErrorCode code, Object... values) implements Body {}

    /**
     * Reads a body.
     *
     * @param query the parameters of the query, to which those of the body are added
     */
    static Content read(RequestParameters query, ReceivedBody received, ContentType type, ObjectReader reader) {
        return switch (received.place()) {
            case ReceivedBody.Place.InMemory(Buffer bytes) -> read(query, bytes, type, reader);
            case ReceivedBody.Place.OnDisk onDisk -> readParts(query, onDisk, type);
        };
    }

    private static Content read(RequestParameters query, Buffer bytes, ContentType type, ObjectReader reader) {
        Body body = type.isJson() ? json(bytes, type, reader) : new Nothing();
        RequestParameters parameters = query.andForm(bytes, type);
        if (body instanceof JsonObject(Map<String, @Nullable Object> members)
                && (parameters.nameAMethod() || members.containsKey("_method"))) {
            parameters = parameters.andMembers(members);
        }
        return new Content(parameters, type, bytes.length(), body);
    }

    private static Content readParts(RequestParameters query, ReceivedBody.Place.OnDisk received, ContentType type) {
        try {
            return switch (MultipartBody.read(received, type)) {
                case MultipartBody.Outcome.Read(MultipartBody parts) ->
                    new Content(
                            query.and(withoutMethod(parts.texts())), type, received.length(), new Files(parts.files()));
                case MultipartBody.Outcome.Malformed() ->
                    new Content(query, type, received.length(), new Unreadable(ErrorCode.INVALID_MULTIPART_REQUEST));
                case MultipartBody.Outcome.TooLarge() ->
                    new Content(
                            query,
                            type,
                            received.length(),
                            new Unreadable(ErrorCode.REQUEST_ENTITY_TOO_LARGE, MultipartBody.LARGEST_TEXTS));
            };
        } catch (IOException e) {
            LOG.error("The parts of a body could not be written to the disk", e);
            return new Content(query, type, received.length(), new Unreadable(ErrorCode.TEMPORARILY_UNAVAILABLE));
        }
    }

    /** Only query, form and JSON name the verb that a POST stands in for. */
    private static Map<String, List<String>> withoutMethod(Map<String, List<String>> texts) {
        Map<String, List<String>> others = new LinkedHashMap<>(texts);
        others.remove("_method");
        return others;
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
        return operation.body() == BodyKind.FORM && body instanceof JsonObject(Map<String, @Nullable Object> members)
                ? parameters.andMembers(members).parameters()
                : parameters.parameters();
    }

    /** The JSON object for an operation; null when none was sent, or the operation takes none. */
    @Nullable
    Map<String, @Nullable Object> membersFor(Operation operation) {
        return isFor(operation) && body instanceof JsonObject(Map<String, @Nullable Object> members) ? members : null;
    }

    /** The files for an operation; none when it takes none. */
    Map<String, List<FilePart>> filesFor(Operation operation) {
        return isFor(operation) && body instanceof Files(Map<String, List<FilePart>> byName) ? byName : Map.of();
    }

    private boolean isFor(Operation operation) {
        return length > 0 && operation.body() != BodyKind.NONE && !(type.isForm() && parameters.nameAMethod());
    }

    /** @throws Refusal 413, 608, 609, 612 or 613 when the body is not what the operation takes */
    void requireFor(Operation operation) {
        if (!isFor(operation)) {
            return;
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
        if (body instanceof Unreadable(ErrorCode code, Object[] values)) {
            throw Refusal.with(code, values);
        }
    }

    private static Body json(Buffer body, ContentType type, ObjectReader reader) {
        if (body.length() == 0) {
            return new Nothing();
        }
        try {
            Object value = type.charset().equals(StandardCharsets.UTF_8)
                    ? reader.readValue(body.getBytes())
                    : reader.readValue(body.toString(type.charset()));
            if (value == null) {
                return new Nothing();
            }
            @SuppressWarnings("unchecked")
            Body object = value instanceof Map<?, ?> members
                    ? new JsonObject((Map<String, @Nullable Object>) members)
                    : new Unreadable(ErrorCode.INVALID_JSON);
            return object;
        } catch (JsonProcessingException e) {
            LOG.debug("The request sent something else than JSON", e);
            return new Unreadable(ErrorCode.INVALID_JSON);
        } catch (IOException e) {
            throw new IllegalStateException("a buffer in memory can be read", e);
        }
    }
}
