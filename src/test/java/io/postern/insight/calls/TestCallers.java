package io.postern.insight.calls;

import io.postern.access.permission.Caller;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.testing.TestSubscriptions.Integration;

/** Who calls in tests that count without a gate. */
public final class TestCallers {
    private TestCallers() {}

    public static Caller.Service of(Integration integration) {
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
