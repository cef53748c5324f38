package io.postern.access.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that was issued, without its text.
 *
 * @param expiresAt the first instant at which it is past its time
 * @param revokedAt null while it was not taken back
 */
public record AccessToken(
        int subscriptionId,
        long serviceId,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {
    /** For how long after its time a token is still known, and answered with "expired" instead of "invalid". */
    public static final Duration REMEMBERED = Duration.ofDays(1);

    /** Whole seconds that are left at an instant; negative when it is past its time. */
    public long secondsLeft(Instant at) {
        return Math.floorDiv(Duration.between(at, expiresAt).toMillis(), 1000L);
    }

    /** Whether it can be given out at an instant: at least one whole second is left, and it was not taken back. */
    public boolean isLive(Instant at) {
        return revokedAt == null && secondsLeft(at) >= 1;
    }

    /** Whether it is past its time at an instant. */
    public boolean isExpired(Instant at) {
        return !at.isBefore(expiresAt);
    }

    /** Whether it is past its time for so long that it is forgotten. */
    public boolean isForgotten(Instant at) {
        return !at.isBefore(expiresAt.plus(REMEMBERED));
    }
}
