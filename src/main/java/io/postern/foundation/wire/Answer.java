package io.postern.foundation.wire;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers, whatever carries it: the {@link Surface} gives it its shape and its HTTP status. Elements are values that
 * Jackson writes: records, maps, lists, texts and numbers.
 */
public sealed interface Answer {

    /** The elements asked for; none where nothing matches. */
    record Items(List<?> items) implements Answer {}

    /**
     * One page of elements.
     *
     * @param nextPageToken null on the last page: two clients loop on an explicit null
     * @param moreResult whether there is more; null where the operation does not say so on this page
     */
    record Page(
            List<?> items,
            @Nullable String nextPageToken,
            @Nullable Boolean moreResult) implements Answer {
        /** A page that says that there is more where there is, and else nothing. */
        public static Page of(List<?> items, @Nullable String nextPageToken) {
            return new Page(items, nextPageToken, nextPageToken == null ? null : true);
        }
    }

    /** It is done, and there is nothing to tell. */
    record Done() implements Answer {}

    /** Nothing was found, where the surface says so in words: assets. Elsewhere as no elements. */
    record NothingFound() implements Answer {}

    /** A value without an envelope. */
    record Bare(Object value) implements Answer {}

    /** It is noted, and will be done later. */
    record Accepted() implements Answer {}

    /**
     * Plain text, without an envelope.
     *
     * @param status HTTP status
     */
    record Text(int status, String text) implements Answer {}

    /**
     * A file, of which a client may ask for a part. It stays as it is until it is sent.
     *
     * @param contentType media type
     */
    record File(Path path, String contentType) implements Answer {}

    /**
     * An error instead of a result.
     *
     * @param text for people: the default one of the code, or one that names what was wrong and what would be right
     */
    record Refused(ErrorCode code, String text) implements Answer {
        /** With the default text of the code, the values filled in. */
        public static Refused with(ErrorCode code, Object... values) {
            return new Refused(code, code.text(values));
        }
    }

    /**
     * An error of the token endpoint.
     *
     * @param retryAfterSeconds when the client may ask again; 0 for at once
     */
    record Denied(OAuthError error, String description, long retryAfterSeconds) implements Answer {}
}
