package io.postern.access.token;

import io.postern.access.DenialCause;
import io.postern.access.Directory;
import io.postern.foundation.wire.OAuthError;
import org.jspecify.annotations.Nullable;

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
     * @param service whose credentials were asked for; null when no service has the client id
     */
    record Denied(
            OAuthError error,
            String description,
            long retryAfterSeconds,
            @Nullable DeniedService service) implements TokenGrant {
        Denied(OAuthError error, String description, @Nullable DeniedService service) {
            this(error, description, 0, service);
        }
    }

    /**
     * A service that got no token, and why.
     *
     * @param directory the access model that it was decided on
     */
    record DeniedService(Directory directory, long serviceId, DenialCause cause) {}
}
