package io.postern.access.directory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.postern.access.permission.RequiredPermissions;
import java.time.Instant;

/**
 * Why a caller was refused, as far as the refuser knows it from memory. Causes of the same kind are equal. They are
 * stored as JSON, so a later version must be able to read what an earlier one has stored.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reason")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DenialCause.PermissionMissing.class, name = "PERMISSION_MISSING"),
    @JsonSubTypes.Type(value = DenialCause.AddressNotAllowed.class, name = "ADDRESS_NOT_ALLOWED"),
    @JsonSubTypes.Type(value = DenialCause.TokenExpired.class, name = "TOKEN_EXPIRED"),
    @JsonSubTypes.Type(value = DenialCause.TokenRevoked.class, name = "TOKEN_REVOKED"),
    @JsonSubTypes.Type(value = DenialCause.TokenInParameters.class, name = "TOKEN_IN_PARAMETERS"),
    @JsonSubTypes.Type(value = DenialCause.ServiceDisabled.class, name = "SERVICE_DISABLED"),
    @JsonSubTypes.Type(value = DenialCause.UserDisabled.class, name = "USER_DISABLED"),
    @JsonSubTypes.Type(value = DenialCause.UserExpired.class, name = "USER_EXPIRED"),
    @JsonSubTypes.Type(value = DenialCause.DailyQuotaReached.class, name = "DAILY_QUOTA_REACHED"),
    @JsonSubTypes.Type(value = DenialCause.RateLimitExceeded.class, name = "RATE_LIMIT_EXCEEDED"),
    @JsonSubTypes.Type(value = DenialCause.ConcurrencyLimitReached.class, name = "CONCURRENCY_LIMIT_REACHED"),
    @JsonSubTypes.Type(value = DenialCause.SecretWrong.class, name = "SECRET_WRONG"),
    @JsonSubTypes.Type(value = DenialCause.SecretEnded.class, name = "SECRET_ENDED"),
    @JsonSubTypes.Type(value = DenialCause.TooManyAttempts.class, name = "TOO_MANY_ATTEMPTS")
})
public sealed interface DenialCause {
    @JsonIgnore
    default DenialReason reason() {
        return switch (this) {
            case PermissionMissing cause -> DenialReason.PERMISSION_MISSING;
            case AddressNotAllowed cause -> DenialReason.ADDRESS_NOT_ALLOWED;
            case TokenExpired cause -> DenialReason.TOKEN_EXPIRED;
            case TokenRevoked cause -> DenialReason.TOKEN_REVOKED;
            case TokenInParameters cause -> DenialReason.TOKEN_IN_PARAMETERS;
            case ServiceDisabled cause -> DenialReason.SERVICE_DISABLED;
            case UserDisabled cause -> DenialReason.USER_DISABLED;
            case UserExpired cause -> DenialReason.USER_EXPIRED;
            case DailyQuotaReached cause -> DenialReason.DAILY_QUOTA_REACHED;
            case RateLimitExceeded cause -> DenialReason.RATE_LIMIT_EXCEEDED;
            case ConcurrencyLimitReached cause -> DenialReason.CONCURRENCY_LIMIT_REACHED;
            case SecretWrong cause -> DenialReason.SECRET_WRONG;
            case SecretEnded cause -> DenialReason.SECRET_ENDED;
            case TooManyAttempts cause -> DenialReason.TOO_MANY_ATTEMPTS;
        };
    }

    record PermissionMissing(RequiredPermissions needed) implements DenialCause {}

    /** @param ofService whether it was the allow-list of the service, not that of the subscription */
    record AddressNotAllowed(boolean ofService) implements DenialCause {}

    record TokenExpired() implements DenialCause {}

    /** @param at when it was taken back */
    record TokenRevoked(Instant at) implements DenialCause {}

    record TokenInParameters() implements DenialCause {}

    record ServiceDisabled() implements DenialCause {}

    record UserDisabled() implements DenialCause {}

    /** @param at the first instant without access */
    record UserExpired(Instant at) implements DenialCause {}

    /** @param ofService whether it was the limit of the service, not that of the subscription */
    record DailyQuotaReached(int limit, boolean ofService) implements DenialCause {}

    /** @param ofService whether it was the limit of the service, not that of the subscription */
    record RateLimitExceeded(int limit, boolean ofService) implements DenialCause {}

    /** @param ofService whether it was the limit of the service, not that of the subscription */
    record ConcurrencyLimitReached(int limit, boolean ofService) implements DenialCause {}

    record SecretWrong() implements DenialCause {}

    /** @param secretId of the secret, which may be forgotten meanwhile */
    record SecretEnded(long secretId) implements DenialCause {}

    record TooManyAttempts() implements DenialCause {}
}
