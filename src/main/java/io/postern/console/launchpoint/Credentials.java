package io.postern.console.launchpoint;

import io.postern.access.customservice.OwnedService;
import io.postern.access.customservice.ServiceStatus;
import java.time.Instant;

/**
 * What View Details shows of a service without being asked for more.
 *
 * @param user the address of its API-only user
 * @param revealable whether its secret can be shown
 */
public record Credentials(
        long id,
        String name,
        String description,
        String clientId,
        String user,
        ServiceStatus status,
        boolean revealable) {
    static Credentials of(OwnedService owned, boolean revealable, Instant now) {
        return new Credentials(
                owned.service().id(),
                owned.service().displayName(),
                owned.service().description(),
                owned.service().clientId().toString(),
                owned.login(),
                owned.status(now),
                revealable);
    }

    /** Whether a token can be had. */
    public boolean isServed() {
        return status == ServiceStatus.ACTIVE;
    }
}
