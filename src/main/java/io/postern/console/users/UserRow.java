package io.postern.console.users;

import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.user.User;
import io.postern.console.Formats;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A user as a row of the table.
 *
 * @param roles what they are assigned, by role
 * @param accessExpires empty for never
 * @param lastLogin empty when they never signed in
 * @param services how many custom services they own
 */
public record UserRow(
        long id,
        String firstName,
        String lastName,
        String email,
        List<AssignedRole> roles,
        boolean apiOnly,
        User.Status status,
        Optional<String> accessExpires,
        Optional<String> lastLogin,
        String created,
        int services) {

    /**
     * A role with the workspaces in which it is assigned.
     *
     * @param workspaces empty for all of them
     */
    public record AssignedRole(String name, List<String> workspaces) {}

    /** Whether they are switched off. */
    public boolean isDisabled() {
        return status == User.Status.DISABLED;
    }

    static UserRow of(
            User user,
            int services,
            Map<Integer, String> roles,
            Map<Integer, String> workspaces,
            Formats formats,
            Instant now) {
        return new UserRow(
                user.id(),
                user.firstName(),
                user.lastName(),
                user.email(),
                assigned(user.assignments(), roles, workspaces),
                user.apiOnly(),
                user.status(now),
                Optional.ofNullable(user.accessExpiresAt()).map(formats::instant),
                Optional.ofNullable(user.lastLoginAt()).map(formats::instant),
                formats.instant(user.createdAt()),
                services);
    }

    private static List<AssignedRole> assigned(
            List<Assignment> assignments, Map<Integer, String> roles, Map<Integer, String> workspaces) {
        Map<Integer, TreeSet<Integer>> byRole = new LinkedHashMap<>();
        for (Assignment assignment : assignments) {
            byRole.computeIfAbsent(assignment.roleId(), role -> new TreeSet<>()).add(assignment.workspaceId());
        }
        return byRole.entrySet().stream()
                .map(entry -> new AssignedRole(
                        roles.getOrDefault(entry.getKey(), ""),
                        entry.getValue().contains(WorkspacePermissions.ALL)
                                ? List.of()
                                : entry.getValue().stream()
                                        .map(workspace -> workspaces.getOrDefault(workspace, ""))
                                        .toList()))
                .toList();
    }
}
