package io.postern.insight.advice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user who has access and did not use it lately: an API-only user for whom no call was served, or a person who did
 * not sign in.
 *
 * @param pending whether it is a person who never set a password
 * @param lastUsedAt null for never
 * @param services how many custom services they own
 */
public record UnusedUser(
        long id,
        String login,
        String name,
        boolean apiOnly,
        boolean pending,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        long services) {}
