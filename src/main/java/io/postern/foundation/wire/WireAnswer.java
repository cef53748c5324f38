package io.postern.foundation.wire;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer as HTTP carries it.
 *
 * @param status HTTP status
 * @param headers beside those of the body
 * @param contentType of the body; empty where there is none
 */
public record WireAnswer(int status, Map<String, String> headers, String contentType, Body body) {
    /** What every answer of the API says of its body. */
    public static final String JSON = "application/json;charset=UTF-8";

    private static final String TEXT = "text/plain;charset=UTF-8";

    /** What follows the head. */
    public sealed interface Body {
        /** Nothing. */
        record Nothing() implements Body {}

        /** A value to be written as JSON. */
        record Json(Object value) implements Body {}

        /** A text as it is. */
        record Text(String text) implements Body {}

        /** A file as it is, or a part of it. */
        record File(Path path) implements Body {}
    }

    static WireAnswer json(int status, Object value) {
        return new WireAnswer(status, Map.of(), JSON, new Body.Json(value));
    }

    static WireAnswer text(int status, String text) {
        return new WireAnswer(status, Map.of(), TEXT, new Body.Text(text));
    }

    static WireAnswer empty(int status) {
        return new WireAnswer(status, Map.of(), "", new Body.Nothing());
    }

    /** RFC 9110 §14.3. */
    static WireAnswer file(String contentType, Path path) {
        return new WireAnswer(200, Map.of("Accept-Ranges", "bytes"), contentType, new Body.File(path));
    }

    /** The same with more headers. */
    public WireAnswer with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new WireAnswer(status, all, contentType, body);
    }
}
