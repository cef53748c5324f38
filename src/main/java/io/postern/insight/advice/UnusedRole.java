package io.postern.insight.advice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role of which nobody made use lately. It can be deleted, so it is none of the built-in ones that stay.
 *
 * @param holders how many hold it, each of them disabled, expired or unused
 * @param lastUsedAt when one of them last used any access; null for never
 */
public record UnusedRole(
        int id,
        String name,
        String description,
        long holders,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {
    /** Whether nobody holds it, so that it can be deleted. */
    public boolean isFree() {
        return holders == 0;
    }
}
