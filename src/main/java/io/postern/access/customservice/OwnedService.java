package io.postern.access.customservice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service with what is told of the API-only user that owns it.
 *
 * @param login the address of the user
 * @param userDisabledAt since when the user is switched off; null when they are not
 * @param userAccessExpiresAt the first instant at which the user has no access; null for never
 */
public record OwnedService(
        CustomService service,
        String login,
        @Nullable Instant userDisabledAt,
        @Nullable Instant userAccessExpiresAt) {

    /** How the service stands at an instant. */
    public ServiceStatus status(Instant at) {
        return ServiceStatus.of(service.disabledAt() != null, userDisabledAt != null, userAccessExpiresAt, at);
    }
}
