package io.postern.foundation.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An error as a surface answers it: HTTP status and body. The only place where an {@link ErrorCode} becomes an answer.
 *
 * @param status HTTP status
 * @param body to be written as JSON
 */
public record ErrorAnswer(int status, Object body) {

    /** The body of an OAuth error. RFC 6749 §5.2. */
    public record OAuthBody(
            String error, @JsonProperty("error_description") String errorDescription) {}

    /** The body of a user management error. */
    public record ErrorsBody(List<ApiError> errors) {}

    /** The answer of a surface to an error with its default text. */
    public static ErrorAnswer of(Surface surface, String requestId, ErrorCode code, Object... values) {
        return withText(surface, requestId, code, code.text(values));
    }

    /** The answer of a surface to an error with a text of its own. */
    public static ErrorAnswer withText(Surface surface, String requestId, ErrorCode code, String text) {
        ApiError error = ApiError.withText(code, text);
        Object body = switch (surface) {
            case LEAD_DATABASE, BULK -> Envelope.refused(requestId, error);
            case ASSETS -> AssetEnvelope.refused(requestId, error);
            case USER_MANAGEMENT -> new ErrorsBody(List.of(error));
            case OAUTH -> new OAuthBody(oauthError(code).error(), text);
        };
        return new ErrorAnswer(surface.status(code), body);
    }

    private static OAuthError oauthError(ErrorCode code) {
        return switch (code) {
            case EMPTY_ACCESS_TOKEN, ACCESS_TOKEN_INVALID, ACCESS_TOKEN_EXPIRED, ACCESS_DENIED ->
                OAuthError.UNAUTHORIZED;
            case TEMPORARILY_UNAVAILABLE, REQUEST_TIMED_OUT -> OAuthError.TEMPORARILY_UNAVAILABLE;
            case SYSTEM_ERROR -> OAuthError.SERVER_ERROR;
            default -> OAuthError.INVALID_REQUEST;
        };
    }
}
