package io.postern.insight.advice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is accepted beside another one of its service, and that got no token lately.
 *
 * @param current whether it is the newest one that is accepted, which cannot be ended by itself
 * @param lastUsedAt to the minute; null when it never got a token
 * @param endsAt null for never
 */
public record UnusedSecret(
        long id,
        long serviceId,
        String serviceName,
        boolean current,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant endsAt) {}
