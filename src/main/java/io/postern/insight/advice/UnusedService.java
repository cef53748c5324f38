package io.postern.insight.advice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service that is switched on and was not served lately.
 *
 * @param login the address of the API-only user that owns it
 * @param lastCalledAt to the minute; null when it was never served
 */
public record UnusedService(
        long id,
        String name,
        long userId,
        String login,
        Instant createdAt,
        @Nullable Instant lastCalledAt) {}
