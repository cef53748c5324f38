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

    /**
     * No token.
     *
     * @param retryAfterSeconds after how many seconds it is worth trying again; 0 when time alone changes nothing
     */
    record Denied(OAuthError error, String description, long retryAfterSeconds) implements TokenGrant {
        Denied(OAuthError error, String description) {
            this(error, description, 0);
        }
    }
}
