package io.postern.insight.advice;

import io.postern.access.permission.Permission;
import io.postern.access.role.Role;
import java.time.Instant;
import java.util.List;

/**
 * A role, an API-only user or a custom service, with what it was granted and what of it calls needed.
 *
 * @param id within its kind
 * @param name of a role or service; of a user the login
 * @param since when a role was last changed, a user or a service was made
 * @param roles that grant it what it has; for a role itself, for a service those of its user
 * @param user the login of the user of a service; else empty
 * @param holders of a role, how many API-only users hold it; else 0
 * @param people of a role, how many people hold it, who can hand on only what they hold; else 0
 * @param uniform whether it has all its roles in the same workspaces, so that one role could take their place
 */
public record Grantee(
        Kind kind,
        long id,
        String name,
        Instant since,
        List<Role> roles,
        String user,
        long holders,
        long people,
        boolean uniform,
        PermissionUse use) {

    /** What permissions are granted to, directly or not. */
    public enum Kind {
        ROLE,
        USER,
        SERVICE
    }

    public Grantee {
        roles = List.copyOf(roles);
    }

    /** The roles that give it a permission. */
    public List<Role> givers(Permission permission) {
        return roles.stream()
                .filter(role -> role.permissions().contains(permission))
                .toList();
    }
}
