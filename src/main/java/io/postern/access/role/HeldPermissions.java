package io.postern.access.role;

import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody holds. It decides what they may grant and as whom they may act, for nobody may gain by either what they
 * do not hold. Immutable.
 *
 * @param everything whether they may grant everything, as holders of Admin and the server itself may
 * @param permissions what they hold by workspace; of no account where they may grant everything
 */
public record HeldPermissions(boolean everything, WorkspacePermissions permissions) {
    static final HeldPermissions EVERYTHING = new HeldPermissions(true, WorkspacePermissions.NONE);

    /** What assignments give. */
    public static HeldPermissions of(
            Collection<Assignment> assignments, Map<Integer, Set<Permission>> permissionsOfRoles) {
        return new HeldPermissions(
                assignments.contains(new Assignment(BuiltInRole.ADMIN.id(), WorkspacePermissions.ALL)),
                RoleStore.permissions(assignments, permissionsOfRoles));
    }

    /** Whether all that assignments give is held. */
    public boolean covers(Collection<Assignment> assignments, Map<Integer, Set<Permission>> permissionsOfRoles) {
        return assignments.stream()
                .allMatch(assignment -> covers(
                        assignment.roleId(),
                        permissionsOfRoles.getOrDefault(assignment.roleId(), Set.of()),
                        assignment.workspaceId()));
    }

    /**
     * Whether everything is held that a role with these permissions gives in a workspace, or in all of them. Only who
     * holds Admin covers Admin.
     */
    boolean covers(int roleId, Set<Permission> permissionsOfRole, int workspaceId) {
        return everything
                || roleId != BuiltInRole.ADMIN.id()
                        && lacking(permissionsOfRole, workspaceId).isEmpty();
    }

    /** Those of some permissions that are not held in a workspace, or in all of them. */
    List<Permission> lacking(Set<Permission> wanted, int workspaceId) {
        if (everything) {
            return List.of();
        }
        Set<Permission> there = permissions.in(workspaceId);
        return wanted.stream().filter(permission -> !there.contains(permission)).toList();
    }
}
