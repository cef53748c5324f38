package io.postern.console.launchpoint;

import io.postern.access.customservice.OwnedService;
import io.postern.access.customservice.ServiceStatus;
import java.time.Instant;

/**
 * A custom service as a row of the table.
 *
 * @param usedBy the address of its API-only user
 */
public record ServiceRow(long id, String name, String description, String usedBy, ServiceStatus status) {
    /** Whether it is switched off itself. */
    public boolean isDisabled() {
        return status == ServiceStatus.DISABLED;
    }

    public static ServiceRow of(OwnedService owned, Instant now) {
        return new ServiceRow(
                owned.service().id(),
                owned.service().displayName(),
                owned.service().description(),
                owned.login(),
                owned.status(now));
    }
}
