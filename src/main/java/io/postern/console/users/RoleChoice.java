package io.postern.console.users;

import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.subscription.Workspace;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * A role that can be given to a user, with its workspaces.
 *
 * @param ticked whether it is given in any workspace
 * @param onlyAllZones whether it is given for all workspaces or not at all
 * @param calls whether it lets an integration call anything
 */
public record RoleChoice(
        int id, String name, boolean ticked, boolean onlyAllZones, boolean calls, List<WorkspaceChoice> workspaces) {

    /** A workspace in which the role can be given. */
    public record WorkspaceChoice(int id, String name, boolean ticked) {}

    /** In how many workspaces it is given. */
    public long tickedWorkspaces() {
        return workspaces.stream().filter(WorkspaceChoice::ticked).count();
    }

    /** The choice as a user stands. */
    static List<RoleChoice> of(List<Role> roles, List<Workspace> workspaces, Collection<Assignment> assigned) {
        return roles.stream()
                .map(role -> {
                    Set<Integer> given = assigned.stream()
                            .filter(assignment -> assignment.roleId() == role.id())
                            .map(Assignment::workspaceId)
                            .collect(Collectors.toSet());
                    boolean everywhere = given.contains(WorkspacePermissions.ALL);
                    return of(role, workspaces, !given.isEmpty(), everywhere ? ids(workspaces) : given);
                })
                .toList();
    }

    /** The choice as it was ticked. */
    static List<RoleChoice> of(List<Role> roles, List<Workspace> workspaces, UserForm form) {
        Set<String> ticked = Set.copyOf(form.roles());
        Set<String> tickedWorkspaces = Set.copyOf(form.workspaces());
        return roles.stream()
                .map(role -> {
                    Set<Integer> given = workspaces.stream()
                            .map(Workspace::id)
                            .filter(workspace -> tickedWorkspaces.contains(role.id() + ":" + workspace))
                            .collect(Collectors.toSet());
                    boolean everywhere = ticked.contains(Integer.toString(role.id()))
                            && tickedWorkspaces.stream().noneMatch(workspace -> workspace.startsWith(role.id() + ":"));
                    return of(role, workspaces, everywhere || !given.isEmpty(), everywhere ? ids(workspaces) : given);
                })
                .toList();
    }

    /**
     * What was ticked, as assignments. A role that is ticked in all workspaces is given for all of them, those still to
     * come included, if the giver may do so; else in each of them. A role whose ticks were not changed keeps exactly
     * what was assigned.
     *
     * @param everywhere whether the role with an id may be given for all workspaces
     */
    static Set<Assignment> assignments(
            List<RoleChoice> chosen, List<RoleChoice> shown, Collection<Assignment> before, IntPredicate everywhere) {
        Set<Assignment> assignments = new HashSet<>();
        for (RoleChoice choice : chosen) {
            if (shown.contains(choice)) {
                before.stream()
                        .filter(assignment -> assignment.roleId() == choice.id())
                        .forEach(assignments::add);
            } else if (choice.onlyAllZones() && choice.ticked()
                    || choice.isTickedEverywhere() && everywhere.test(choice.id())) {
                assignments.add(new Assignment(choice.id(), WorkspacePermissions.ALL));
            } else {
                choice.workspaces().stream()
                        .filter(WorkspaceChoice::ticked)
                        .forEach(workspace -> assignments.add(new Assignment(choice.id(), workspace.id())));
            }
        }
        return assignments;
    }

    /** Whether any role is given. */
    static boolean any(List<RoleChoice> chosen) {
        return chosen.stream().anyMatch(RoleChoice::ticked);
    }

    /** Whether roles were ticked and none of them lets an integration call anything. */
    static boolean callNothing(List<RoleChoice> chosen) {
        List<RoleChoice> ticked = chosen.stream().filter(RoleChoice::ticked).toList();
        return !ticked.isEmpty() && ticked.stream().noneMatch(RoleChoice::calls);
    }

    private boolean isTickedEverywhere() {
        return ticked && tickedWorkspaces() == workspaces.size();
    }

    private static RoleChoice of(Role role, List<Workspace> workspaces, boolean ticked, Set<Integer> given) {
        return new RoleChoice(
                role.id(),
                role.name(),
                ticked,
                role.onlyAllZones(),
                Permission.effective(role.permissions()).stream()
                        .anyMatch(permission -> permission.isApi() && permission != Permission.ACCESS_API),
                workspaces.stream()
                        .map(workspace ->
                                new WorkspaceChoice(workspace.id(), workspace.name(), given.contains(workspace.id())))
                        .toList());
    }

    private static Set<Integer> ids(List<Workspace> workspaces) {
        return workspaces.stream().map(Workspace::id).collect(Collectors.toSet());
    }
}
