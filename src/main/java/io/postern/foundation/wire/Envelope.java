package io.postern.foundation.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the lead database and of bulk jobs. Members that are null are left out; a value inside {@code result} that is
 * null is sent.
 *
 * @param requestId see {@link RequestId}
 * @param result null where the operation has no data; an empty list where nothing matched
 * @param success whether the call as a whole was carried out
 * @param nextPageToken null on the last page: two clients loop on an explicit null
 * @param moreResult null where the operation does not page, or pages without it
 * @param errors null on success
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"requestId", "result", "success", "nextPageToken", "moreResult", "errors"})
record Envelope<T>(
        String requestId,
        @Nullable List<T> result,
        boolean success,
        @Nullable String nextPageToken,
        @Nullable Boolean moreResult,
        @Nullable List<ApiError> errors) {

    /** A success, one page of it: without a token it is the last one. */
    static <T> Envelope<T> page(
            String requestId, @Nullable List<T> result, @Nullable String nextPageToken, @Nullable Boolean moreResult) {
        return new Envelope<>(requestId, result, true, nextPageToken, moreResult, null);
    }

    /** A call that was refused as a whole. */
    static Envelope<Void> refused(String requestId, ApiError error) {
        return new Envelope<>(requestId, null, false, null, null, List.of(error));
    }
}
