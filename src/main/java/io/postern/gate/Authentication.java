package io.postern.gate;

import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import io.postern.access.token.AccessToken;
import io.postern.foundation.wire.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who calls, or why that is not known. A pure function of directory, token and instant. */
sealed interface Authentication {
    /**
     * The token is good.
     *
     * @param service of the directory, to which the token was issued
     */
    record Authenticated(Caller.Service caller, Directory.Service service, Directory directory)
            implements Authentication {}

    /**
     * It is not: 601 when it was never issued, was taken back or its service is not served; 602 when its time is over.
     *
     * @param directory of the subscription that issued it; null when nobody did
     * @param serviceId the service that it was issued for, as far as it is there
     * @param cause why it is not good; null where nobody issued it or its service is gone
     */
    record Unauthenticated(
            ErrorCode code,
            @Nullable Directory directory,
            long serviceId,
            @Nullable DenialCause cause) implements Authentication {}

    /** A token that nobody issued. */
    Authentication UNKNOWN = new Unauthenticated(ErrorCode.ACCESS_TOKEN_INVALID, null, 0, null);

    /** Decides about a token that was issued. */
    static Authentication of(Directory directory, AccessToken token, Instant at, String address) {
        Directory.@Nullable Service service = directory.services().get(token.serviceId());
        if (service == null) {
            return new Unauthenticated(ErrorCode.ACCESS_TOKEN_INVALID, directory, 0, null);
        }
        @Nullable DenialCause cause = cause(directory, service, token, at);
        if (cause != null) {
            ErrorCode code = cause instanceof DenialCause.TokenExpired && !token.isForgotten(at)
                    ? ErrorCode.ACCESS_TOKEN_EXPIRED
                    : ErrorCode.ACCESS_TOKEN_INVALID;
            return new Unauthenticated(code, directory, service.id(), cause);
        }
        Directory.ApiUser user = directory.user(service);
        return new Authenticated(
                new Caller.Service(
                        directory.subscriptionId(),
                        service.id(),
                        service.displayName(),
                        user.id(),
                        user.login(),
                        user.permissions(),
                        address),
                service,
                directory);
    }

    /** Why a token is not good; null when it is. */
    private static @Nullable DenialCause cause(
            Directory directory, Directory.Service service, AccessToken token, Instant at) {
        if (token.revokedAt() != null) {
            return new DenialCause.TokenRevoked(token.revokedAt());
        }
        @Nullable DenialCause unserved = directory.unserved(service, at);
        return unserved == null && token.isExpired(at) ? new DenialCause.TokenExpired() : unserved;
    }
}
