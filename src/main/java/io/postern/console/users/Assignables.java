package io.postern.console.users;

import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    Map<Integer, String> roleNames() {
        return roles.stream().collect(Collectors.toMap(Role::id, Role::name));
    }

    Map<Integer, String> workspaceNames() {
        return workspaces.stream().collect(Collectors.toMap(Workspace::id, Workspace::name));
    }
}
