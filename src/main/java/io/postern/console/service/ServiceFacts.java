package io.postern.console.service;

import io.postern.access.customservice.SecretViewers;
import io.postern.access.subscription.Limits;
import io.postern.console.launchpoint.SecretRow;
import io.postern.console.launchpoint.ServiceRow;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a service tells of it and of who may use it.
 *
 * @param limits those that it has of its own
 * @param since when what keeps it from being served began; empty when it is served, or that is not known
 * @param by who did that; empty when nobody is known to
 */
public record ServiceFacts(
        ServiceRow service,
        Limits limits,
        String since,
        String by,
        Owner owner,
        List<Grant> grants,
        Secrets secrets,
        Viewers viewers) {

    /**
     * The API-only user that owns it.
     *
     * @param accessEnds empty for never
     * @param link to Edit User; empty when the visitor may not open it
     */
    public record Owner(String login, String name, Optional<String> accessEnds, Optional<String> link) {}

    /**
     * What is assigned in one workspace, and the effective permissions of the group Access API there, by label.
     *
     * @param workspace empty for all workspaces
     */
    public record Grant(String workspace, List<GrantedRole> roles, List<String> permissions) {}

    /** @param link to Edit Role; empty when the visitor may not open it */
    public record GrantedRole(String name, Optional<String> link) {}

    /** Its secrets, the newest first. */
    public record Secrets(List<SecretRow> live, List<SecretRow> ended) {}

    /**
     * Who could be shown its secret, and who has had it.
     *
     * @param once whether the subscription shows a secret at its creation only
     * @param more how many people beyond those who are listed
     */
    public record Viewers(boolean once, List<Viewer> people, int more, List<Sight> sights) {}

    public record Viewer(String login, String name) {}

    /** @param address empty where nobody came from anywhere */
    public record Sight(SecretViewers.Act act, String actor, String address, String at) {}
}
