package io.postern.access.token;

import io.postern.foundation.wire.OAuthError;

/** What a client gets for its credentials. */
public sealed interface TokenGrant {
    /**
     * A token.
     *
     * @param secondsLeft how long it still lives, at least 1
     * @param scope the address of the API-only user it acts for
     */
    record Granted(String accessToken, long secondsLeft, String scope) implements TokenGrant {
        @Override
        public String toString() {
            return "Granted[…, " + secondsLeft + " s, " + scope + "]";
        }
    }

    /** Why there is no token. */
    enum Reason {
        UNKNOWN_CLIENT(OAuthError.UNAUTHORIZED),
        WRONG_SECRET(OAuthError.INVALID_CLIENT),
        /** So many attempts have failed that this one was not looked at. */
        TOO_MANY_FAILURES(OAuthError.INVALID_CLIENT),
        ADDRESS_NOT_ALLOWED(OAuthError.UNAUTHORIZED),
        SERVICE_DISABLED(OAuthError.UNAUTHORIZED),
        USER_DISABLED(OAuthError.UNAUTHORIZED),
        USER_EXPIRED(OAuthError.UNAUTHORIZED);

        private final OAuthError error;

        Reason(OAuthError error) {
            this.error = error;
        }
    }

    /**
     * No token.
     *
     * @param retryAfterSeconds after how many seconds it is worth trying again; 0 when time alone changes nothing
     */
    record Denied(Reason reason, String description, long retryAfterSeconds) implements TokenGrant {
        Denied(Reason reason, String description) {
            this(reason, description, 0);
        }

        /** The error that tells it to the client. */
        public OAuthError error() {
            return reason.error;
        }
    }
}
