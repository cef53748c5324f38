package io.postern.access.customservice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a client secret: neither the secret nor its hash.
 *
 * @param expiresAt the first instant at which it is not accepted, as somebody has set it; null for never
 * @param retiresAt the end of the overlap after which a newer one is alone; null while it is not rotated out
 * @param lastUsedAt the minute in which it last got a token; null when it never did
 */
public record SecretDetails(
        long id,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant retiresAt,
        @Nullable Instant lastUsedAt) {

    /** The same, last used at another instant. */
    SecretDetails lastUsedAt(Instant at) {
        return new SecretDetails(id, createdAt, expiresAt, retiresAt, at);
    }

    /** The first instant at which it is not accepted, for whatever reason; null for never. */
    public @Nullable Instant endsAt() {
        return retiresAt == null ? expiresAt : endsAt(retiresAt);
    }

    /** As above, had it an overlap that ends at an instant. */
    Instant endsAt(Instant overlapEnd) {
        return expiresAt != null && expiresAt.isBefore(overlapEnd) ? expiresAt : overlapEnd;
    }

    /** Whether it is accepted at an instant. */
    public boolean isLive(Instant at) {
        @Nullable Instant end = endsAt();
        return end == null || at.isBefore(end);
    }

    /** Whether a rotation ends it, or has ended it. */
    public boolean isRotatedOut() {
        return retiresAt != null;
    }
}
