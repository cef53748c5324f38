package io.postern.access.operation;

import io.postern.access.permission.RequiredPermissions;
import io.postern.foundation.wire.Surface;
import java.time.Duration;

/**
 * One operation of the API, as its resource method declares it.
 *
 * @param id by what it is known: verb and path, for instance {@code GET /rest/v1/leads.json}
 * @param method HTTP verb
 * @param path the template, in its canonical case, parameters in braces
 * @param name the operation's name: that of the resource method
 * @param permissions what a caller must hold in at least one workspace
 * @param authenticated whether a token is asked for
 * @param body which body it takes
 * @param timeLimit how long the work for it may take
 */
public record Operation(
        String id,
        String method,
        String path,
        String name,
        Surface surface,
        RequiredPermissions permissions,
        boolean authenticated,
        BodyKind body,
        Duration timeLimit) {

    /** The largest body in bytes. */
    public int bodyLimit() {
        return body.limit();
    }
}
