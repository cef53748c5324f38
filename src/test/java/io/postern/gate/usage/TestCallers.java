package io.postern.gate.usage;

import io.postern.access.Caller;
import io.postern.access.WorkspacePermissions;
import io.postern.testing.TestSubscriptions.Integration;

/** Who calls in tests that count without a gate. */
final class TestCallers {
    private TestCallers() {}

    static Caller.Service of(Integration integration) {
        return new Caller.Service(
                integration.subscriptionId(),
                integration.serviceId(),
                "Service",
                integration.userId(),
                integration.login(),
                WorkspacePermissions.NONE,
                "192.0.2.1");
    }
}
