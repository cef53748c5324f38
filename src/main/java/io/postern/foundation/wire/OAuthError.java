package io.postern.foundation.wire;

/**
 * The errors of the token endpoint, in the vocabulary that clients test for.
 *
 * <p>Source: RFC 6749 §5.2, and what the documented server answers beyond it ({@code unauthorized}).
 */
public enum OAuthError {
    /** Unknown client, no credentials at all, or a client that may not have a token. */
    UNAUTHORIZED("unauthorized", 401),
    /** The client is known, its secret is wrong. */
    INVALID_CLIENT("invalid_client", 401),
    INVALID_REQUEST("invalid_request", 400),
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
    TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503),
    SERVER_ERROR("server_error", 500);

    private final String error;
    private final int status;

    OAuthError(String error, int status) {
        this.error = error;
        this.status = status;
    }

    /** The error that says what a code of the API does. */
    static OAuthError of(ErrorCode code) {
        return switch (code) {
            case EMPTY_ACCESS_TOKEN, ACCESS_TOKEN_INVALID, ACCESS_TOKEN_EXPIRED, ACCESS_DENIED -> UNAUTHORIZED;
            case TEMPORARILY_UNAVAILABLE, REQUEST_TIMED_OUT -> TEMPORARILY_UNAVAILABLE;
            case SYSTEM_ERROR -> SERVER_ERROR;
            default -> INVALID_REQUEST;
        };
    }

    /** The value of the member {@code error}. */
    public String error() {
        return error;
    }

    public int status() {
        return status;
    }
}
