package io.postern.operations.startup;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** {@code /q/health/ready}: 200 once the access file is applied, and for as long as the database confirms what is held. */
@org.eclipse.microprofile.health.Readiness
@Singleton
final class Readiness implements HealthCheck {
    private final Server server;

    Readiness(Server server) {
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("postern").status(server.isReady()).build();
    }
}
