package io.postern.server.startup;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** {@code /q/health/ready}: 200 once the access file is applied, and for as long as the database confirms what is held. */
@Readiness
@Singleton
final class ServerReadiness implements HealthCheck {
    private final Server server;

    ServerReadiness(Server server) {
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("postern").status(server.isReady()).build();
    }
}
