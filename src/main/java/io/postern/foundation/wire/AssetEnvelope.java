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
public record AssetEnvelope<T>(
        boolean success,
        List<ApiError> errors,
        String requestId,
        List<String> warnings,
        @Nullable List<T> result) {

    /** A call that was refused as a whole. */
    public static AssetEnvelope<Void> refused(String requestId, ApiError error) {
        return new AssetEnvelope<>(false, List.of(error), requestId, List.of(), null);
    }
}
