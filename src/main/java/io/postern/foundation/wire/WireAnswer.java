package io.postern.foundation.wire;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer as HTTP carries it.
 *
 * @param status HTTP status
 * @param headers beside those of the body
 * @param contentType of the body; empty where there is none
 * @param body to be written as JSON; a text is written as it is where the content type is that of text, and of a path
 *     the file; null for none
 */
public record WireAnswer(
        int status,
        Map<String, String> headers,
        String contentType,
        @Nullable Object body) {
    /** What every answer of the API says of its body. */
    public static final String JSON = "application/json;charset=UTF-8";

    private static final String TEXT = "text/plain;charset=UTF-8";

    static WireAnswer json(int status, Object body) {
        return new WireAnswer(status, Map.of(), JSON, body);
    }

    static WireAnswer text(int status, String text) {
        return new WireAnswer(status, Map.of(), TEXT, text);
    }

    static WireAnswer empty(int status) {
        return new WireAnswer(status, Map.of(), "", null);
    }

    /** RFC 9110 §14.3. */
    static WireAnswer file(String contentType, Path path) {
        return new WireAnswer(200, Map.of("Accept-Ranges", "bytes"), contentType, path);
    }

    /** The same with more headers. */
    public WireAnswer with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new WireAnswer(status, all, contentType, body);
    }

    /** Whether the body is text, and not JSON. */
    public boolean isText() {
        return contentType.equals(TEXT);
    }
}
