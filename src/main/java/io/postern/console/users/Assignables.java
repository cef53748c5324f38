package io.postern.console.users;

import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.role.Roles;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Workspace;
import io.postern.access.user.User;
import io.postern.console.Fingerprint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The roles of a subscription, and the workspaces in which they can be assigned. */
record Assignables(List<Role> roles, List<Workspace> workspaces) {
    static Assignables read(Handle handle, int subscriptionId) {
        return new Assignables(
                RoleStore.roles(handle, subscriptionId), SubscriptionStore.workspaces(handle, subscriptionId));
    }

    /** The choice of roles as a user stands. */
    List<RoleChoice> as(Collection<Assignment> assigned) {
        return RoleChoice.of(roles, workspaces, assigned);
    }

    /** The choice of roles as it was ticked. */
    List<RoleChoice> as(UserForm form) {
        return RoleChoice.of(roles, workspaces, form);
    }

    /** What Edit User shows of a user: what can be edited, and what can be ticked. */
    String shown(User user) {
        return Fingerprint.of(
                user.details(),
                user.assignments(),
                workspaces.stream().map(Workspace::id).toList());
    }

    /**
     * What was ticked, as assignments.
     *
     * @param before what the user was assigned when the form was shown
     */
    Set<Assignment> assignments(Change change, Roles rules, UserForm form, Collection<Assignment> before) {
        Map<Integer, Role> byId = roles.stream().collect(Collectors.toMap(Role::id, Function.identity()));
        return RoleChoice.assignments(
                as(form),
                as(before),
                before,
                id -> rules.mayAssign(change, Objects.requireNonNull(byId.get(id)), WorkspacePermissions.ALL));
    }

    Map<Integer, String> roleNames() {
        return roles.stream().collect(Collectors.toMap(Role::id, Role::name));
    }

    Map<Integer, String> workspaceNames() {
        return workspaces.stream().collect(Collectors.toMap(Workspace::id, Workspace::name));
    }
}
