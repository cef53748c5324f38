package io.postern.access.operation;

import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.foundation.wire.Surface;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One operation of the documented system: a row of {@link OperationTable}, whether this version answers it or not.
 *
 * @param id the documented operation id, which no other has, for instance {@code syncLeadUsingPOST}: by it metrics, denials, usage and
 *     documents name the operation
 * @param label the id for people, without the verb that generated ids end with: {@code syncLead}; unique too
 * @param group the documented group, for instance {@code Bulk Export Leads}
 * @param route verb and path
 * @param permissions what a caller must hold in at least one workspace
 * @param further what is asked for besides, once a parameter is sent
 * @param work which body it takes, and how long the work for it may take
 * @param signature its parameters, and what it answers, as documented
 */
public record Operation(
        String id,
        String label,
        String group,
        Route route,
        RequiredPermissions permissions,
        Optional<Further> further,
        Work work,
        Signature signature) {

    /** A permission that is asked for besides, where a call sends a parameter. */
    public record Further(String parameter, Permission permission) {}

    /**
     * What the work for an operation takes.
     *
     * @param timeLimit after that the call is answered 604
     * @param authenticated whether a token is asked for
     */
    public record Work(BodyKind body, Duration timeLimit, boolean authenticated) {}

    /** What a call must hold in at least one workspace that sends some parameters. */
    public RequiredPermissions permissions(Predicate<String> sent) {
        return further.filter(more -> sent.test(more.parameter()))
                .map(more -> permissions.and(more.permission()))
                .orElse(permissions);
    }

    /** HTTP verb, in upper case. */
    public String method() {
        return route.method();
    }

    /** The template of the path, in its canonical case, parameters in braces. */
    public String path() {
        return route.path();
    }

    public BodyKind body() {
        return work.body();
    }

    public Duration timeLimit() {
        return work.timeLimit();
    }

    /** Whether a token is asked for. */
    public boolean authenticated() {
        return work.authenticated();
    }

    /**
     * The surface that answers it.
     *
     * @throws IllegalStateException when its path is under no prefix of the API
     */
    public Surface surface() {
        return Surface.of(path())
                .orElseThrow(() -> new IllegalStateException(route + " is under no prefix of the API"));
    }
}
