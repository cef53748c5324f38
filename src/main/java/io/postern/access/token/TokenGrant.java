package io.postern.access.token;

import io.postern.access.customservice.ServiceStatus;
import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directory;
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

        /** Why a service that stands so gets no token; it is not active. */
        static Reason of(ServiceStatus status) {
            return switch (status) {
                case DISABLED -> SERVICE_DISABLED;
                case USER_DISABLED -> USER_DISABLED;
                case USER_EXPIRED -> USER_EXPIRED;
                case ACTIVE -> throw new IllegalArgumentException("an active service gets a token");
            };
        }
    }

    /**
     * No token.
     *
     * @param retryAfterSeconds after how many seconds it is worth trying again; 0 when time alone changes nothing
     * @param service whose credentials were asked for; null when no service has the client id
     */
    record Denied(
            Reason reason,
            String description,
            long retryAfterSeconds,
            @Nullable DeniedService service) implements TokenGrant {
        Denied(Reason reason, String description, @Nullable DeniedService service) {
            this(reason, description, 0, service);
        }

        /** The error that tells it to the client. */
        public OAuthError error() {
            return reason.error;
        }
    }

    /**
     * A service that got no token, and why.
     *
     * @param directory the access model that it was decided on
     */
    record DeniedService(Directory directory, long serviceId, DenialCause cause) {}
}
