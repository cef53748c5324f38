package io.postern.access.customservice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What keeps a service from being served, or that nothing does. */
public enum ServiceStatus {
    ACTIVE,
    /** The service is switched off. */
    DISABLED,
    /** The API-only user that owns it is switched off. */
    USER_DISABLED,
    /** The API-only user that owns it is past the end of their access. */
    USER_EXPIRED;

    /**
     * How a service stands at an instant; what is worst is told.
     *
     * @param userAccessExpiresAt the first instant at which its user has no access; null for never
     */
    public static ServiceStatus of(
            boolean disabled, boolean userDisabled, @Nullable Instant userAccessExpiresAt, Instant at) {
        if (disabled) {
            return DISABLED;
        }
        if (userDisabled) {
            return USER_DISABLED;
        }
        return userAccessExpiresAt != null && !at.isBefore(userAccessExpiresAt) ? USER_EXPIRED : ACTIVE;
    }
}
