package io.postern.gate;

import io.postern.access.Caller;
import io.postern.access.Directory;
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
     */
    record Unauthenticated(ErrorCode code, @Nullable Directory directory) implements Authentication {}

    /** A token that nobody issued. */
    Authentication UNKNOWN = new Unauthenticated(ErrorCode.ACCESS_TOKEN_INVALID, null);

    /** Decides about a token that was issued. */
    static Authentication of(Directory directory, AccessToken token, Instant at, String address) {
        Directory.@Nullable Service service = directory.services().get(token.serviceId());
        if (service == null || token.revokedAt() != null || !directory.mayAct(service, at) || token.isForgotten(at)) {
            return new Unauthenticated(ErrorCode.ACCESS_TOKEN_INVALID, directory);
        }
        if (token.isExpired(at)) {
            return new Unauthenticated(ErrorCode.ACCESS_TOKEN_EXPIRED, directory);
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
}
