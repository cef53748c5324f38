package io.postern.gate;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Puts the gate in front of everything else that answers HTTP. */
@Singleton
final class GateRoutes {
    private static final int BEFORE_ALL = Integer.MIN_VALUE;

    private final Gate gate;

    GateRoutes(Gate gate) {
        this.gate = gate;
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_ALL).handler(gate::handle).failureHandler(gate::handleFailure);
    }
}
