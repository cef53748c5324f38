package io.postern.foundation.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the asset endpoints: {@code errors} and {@code warnings} are always there, warnings are plain text, and a
 * read that finds nothing has no {@code result}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"success", "errors", "requestId", "warnings", "result"})
record AssetEnvelope<T>(
        boolean success,
        List<ApiError> errors,
        String requestId,
        List<String> warnings,
        @Nullable List<T> result) {

    private static final String NOTHING_FOUND = "No assets found for the given search criteria.";

    /** A success; without a result where there is nothing to tell. */
    static <T> AssetEnvelope<T> of(String requestId, @Nullable List<T> result) {
        return new AssetEnvelope<>(true, List.of(), requestId, List.of(), result);
    }

    /** A success that found nothing: clients look for this warning. */
    static AssetEnvelope<Void> nothingFound(String requestId) {
        return new AssetEnvelope<>(true, List.of(), requestId, List.of(NOTHING_FOUND), null);
    }

    /** A call that was refused as a whole. */
    static AssetEnvelope<Void> refused(String requestId, ApiError error) {
        return new AssetEnvelope<>(false, List.of(error), requestId, List.of(), null);
    }
}
