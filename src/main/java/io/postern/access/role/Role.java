package io.postern.access.role;

import io.postern.access.permission.Permission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A named set of permissions.
 *
 * @param type whether it came with the subscription and stays
 * @param onlyAllZones whether it can be assigned for all workspaces only
 * @param permissions with the parents of each
 */
public record Role(
        int id, String name, String description, RoleType type, boolean onlyAllZones, Set<Permission> permissions) {
    public Role {
        Set<Permission> copy = EnumSet.noneOf(Permission.class);
        copy.addAll(permissions);
        permissions = Collections.unmodifiableSet(copy);
    }

    /** For the audit trail. */
    @Override
    public String toString() {
        return "name=" + name + "; description=" + description + "; permissions="
                + permissions.stream().map(Permission::label).collect(Collectors.joining(", "));
    }
}
