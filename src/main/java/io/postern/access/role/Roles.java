package io.postern.access.role;

import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.rule.Texts;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.SubscriptionStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Makes, edits and deletes roles, and decides who may grant what. */
@Singleton
public final class Roles {
    private static final int NAMES_IN_A_MESSAGE = 5;

    /** Gives a new subscription its built-in roles. */
    public void createBuiltIn(Handle handle, int subscriptionId, Instant at) {
        for (BuiltInRole builtIn : BuiltInRole.values()) {
            RoleStore.insert(handle, subscriptionId, builtIn.role(), at);
        }
    }

    /**
     * Makes a role.
     *
     * @param permissions their parents are added
     * @throws RuleViolation when the name is not one or is taken, or the caller does not hold what it would grant
     */
    public Role create(Change change, String name, String description, Set<Permission> permissions) {
        String given = Texts.requireName("The name of a role", name);
        requireFree(change, given, Optional.empty());
        Set<Permission> granted = Permission.withAncestors(permissions);
        requireHeld(held(change), given, granted, WorkspacePermissions.ALL);
        int id = SubscriptionStore.takeRoleId(change.handle(), change.subscriptionId());
        String about = Texts.requireProse("The description of a role", description);
        Role role = new Role(id, given, about, RoleType.CUSTOM, false, granted);
        RoleStore.insert(change.handle(), change.subscriptionId(), role, change.at());
        change.record("role.create", given, "", role.toString());
        return role;
    }

    /**
     * Edits a role; all who hold it have the new permissions with the next call. Does nothing when it is as given.
     *
     * @throws RuleViolation when there is no such role, it is Admin, the caller holds it, or the caller does not hold
     *     what it grants or would grant
     */
    public Role edit(Change change, int id, String name, String description, Set<Permission> permissions) {
        Role before = require(change, id);
        String given = Texts.requireName("The name of a role", name);
        Role after = new Role(
                id,
                given,
                Texts.requireProse("The description of a role", description),
                before.type(),
                before.onlyAllZones(),
                Permission.withAncestors(permissions));
        if (after.equals(before)) {
            return before;
        }
        requireEditable(change.handle(), change.subscriptionId(), change.caller(), before);
        requireFree(change, given, Optional.of(id));
        Set<Permission> both = EnumSet.noneOf(Permission.class);
        both.addAll(before.permissions());
        both.addAll(after.permissions());
        requireHeld(held(change), given, both, WorkspacePermissions.ALL);
        RoleStore.update(change.handle(), change.subscriptionId(), after, change.at());
        change.record("role.edit", given, before.toString(), after.toString());
        return after;
    }

    /**
     * Deletes a role that nobody holds.
     *
     * @throws RuleViolation when there is no such role, it is built in to stay, or somebody holds it; the text names
     *     the holders
     */
    public void delete(Change change, int id) {
        Role role = require(change, id);
        requireDeletable(change.handle(), change.subscriptionId(), role);
        RoleStore.delete(change.handle(), change.subscriptionId(), id);
        change.record("role.delete", role.name(), role.toString(), "");
    }

    /**
     * Checks that a caller may edit a role at all, whatever they make of it.
     *
     * @throws RuleViolation when it is Admin, or the caller holds it
     */
    public void requireEditable(Handle handle, int subscriptionId, Caller caller, Role role) {
        if (role.id() == BuiltInRole.ADMIN.id()) {
            throw new RuleViolation(Rule.BUILT_IN_ROLE, "The role Admin cannot be edited", role.name());
        }
        OptionalLong userId = userId(caller);
        if (userId.isPresent()
                && RoleStore.assignments(handle, subscriptionId, userId.getAsLong()).stream()
                        .anyMatch(assignment -> assignment.roleId() == role.id())) {
            throw new RuleViolation(
                    Rule.OWN_ROLE,
                    "You hold the role '" + role.name() + "' yourself; somebody else has to edit it",
                    role.name());
        }
    }

    /**
     * Checks that a role can be deleted.
     *
     * @throws RuleViolation when it is built in to stay, or somebody holds it; the text names the holders
     */
    public void requireDeletable(Handle handle, int subscriptionId, Role role) {
        if (role.type() == RoleType.SYSTEM) {
            throw new RuleViolation(
                    Rule.BUILT_IN_ROLE,
                    "The role '" + role.name() + "' is built in and cannot be deleted",
                    role.name());
        }
        List<String> holders = RoleStore.holders(handle, subscriptionId, role.id());
        if (!holders.isEmpty()) {
            throw new RuleViolation(
                    Rule.ROLE_IN_USE,
                    "The role '" + role.name() + "' is held by " + some(holders) + "; take it from them first",
                    holders.toArray(String[]::new));
        }
    }

    /** Finds a role by its name, without regard to case. */
    public Optional<Role> named(Handle handle, int subscriptionId, String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return RoleStore.roles(handle, subscriptionId).stream()
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    /**
     * Checks that assignments can be made: roles and workspaces exist, a role for all workspaces only is assigned so,
     * and the caller holds everything that is newly assigned.
     *
     * @param before what is assigned already, which nobody needs to hold to leave it
     */
    public void requireAssignable(Change change, Set<Assignment> before, Set<Assignment> after) {
        HeldPermissions held = held(change);
        Map<Integer, Role> roles = RoleStore.roles(change.handle(), change.subscriptionId()).stream()
                .collect(Collectors.toMap(Role::id, role -> role));
        Set<Integer> workspaces = SubscriptionStore.workspaces(change.handle(), change.subscriptionId()).stream()
                .map(workspace -> workspace.id())
                .collect(Collectors.toSet());
        for (Assignment assignment : after) {
            Role role = roles.get(assignment.roleId());
            if (role == null) {
                throw new RuleViolation(Rule.NOT_FOUND, "There is no role with the id " + assignment.roleId());
            }
            if (assignment.workspaceId() != WorkspacePermissions.ALL
                    && !workspaces.contains(assignment.workspaceId())) {
                throw new RuleViolation(
                        Rule.NOT_FOUND, "There is no workspace with the id " + assignment.workspaceId());
            }
            if (role.onlyAllZones() && assignment.workspaceId() != WorkspacePermissions.ALL) {
                throw new RuleViolation(
                        Rule.ONLY_ALL_WORKSPACES,
                        "The role '" + role.name() + "' can be assigned for all workspaces only",
                        role.name());
            }
            if (!before.contains(assignment)) {
                requireCovered(held, role, assignment.workspaceId());
            }
        }
    }

    /**
     * Checks that the caller holds all that a user holds, so that they gain nothing by acting through that user.
     *
     * @throws RuleViolation when they do not
     */
    public void requireHeldOf(Change change, Collection<Assignment> assignments) {
        HeldPermissions held = held(change);
        if (held.everything()) {
            return;
        }
        Map<Integer, Role> roles = RoleStore.roles(change.handle(), change.subscriptionId()).stream()
                .collect(Collectors.toMap(Role::id, role -> role));
        for (Assignment assignment : assignments) {
            Role role = Objects.requireNonNull(roles.get(assignment.roleId()), "an assigned role is there");
            requireCovered(held, role, assignment.workspaceId());
        }
    }

    /** Whether the caller may assign a role in a workspace, or in {@link WorkspacePermissions#ALL} of them. */
    public boolean mayAssign(Change change, Role role, int workspaceId) {
        return held(change).covers(role.id(), role.permissions(), workspaceId);
    }

    /** What is missing is named; where nothing is, the role is Admin. */
    private static void requireCovered(HeldPermissions held, Role role, int workspaceId) {
        if (!held.covers(role.id(), role.permissions(), workspaceId)) {
            requireHeld(held, role.name(), role.permissions(), workspaceId);
            throw new RuleViolation(Rule.NOT_HELD, "Only an Admin can assign the role Admin", role.name());
        }
    }

    private static void requireHeld(HeldPermissions held, String roleName, Set<Permission> granted, int workspaceId) {
        List<String> lacking = held.lacking(granted, workspaceId).stream()
                .map(Permission::label)
                .toList();
        if (!lacking.isEmpty()) {
            throw new RuleViolation(
                    Rule.NOT_HELD,
                    "You cannot grant what you do not hold: the role '" + roleName + "' carries " + some(lacking)
                            + (workspaceId == WorkspacePermissions.ALL ? " for all workspaces" : ""),
                    lacking.toArray(String[]::new));
        }
    }

    /** What the caller holds by rows; the server itself may grant everything. */
    private static HeldPermissions held(Change change) {
        OptionalLong userId = userId(change.caller());
        return userId.isEmpty()
                ? HeldPermissions.EVERYTHING
                : HeldPermissions.of(
                        RoleStore.assignments(change.handle(), change.subscriptionId(), userId.getAsLong()),
                        RoleStore.permissionsOfRoles(change.handle(), change.subscriptionId()));
    }

    private static OptionalLong userId(Caller caller) {
        return switch (caller) {
            case Caller.Service service -> OptionalLong.of(service.userId());
            case Caller.Person person -> OptionalLong.of(person.userId());
            case Caller.System system -> OptionalLong.empty();
        };
    }

    private static Role require(Change change, int id) {
        return RoleStore.role(change.handle(), change.subscriptionId(), id)
                .orElseThrow(() -> new RuleViolation(Rule.NOT_FOUND, "There is no role with the id " + id));
    }

    private void requireFree(Change change, String name, Optional<Integer> but) {
        named(change.handle(), change.subscriptionId(), name)
                .filter(role -> !but.equals(Optional.of(role.id())))
                .ifPresent(role -> {
                    throw new RuleViolation(Rule.ALREADY_TAKEN, "There is a role '" + role.name() + "' already", name);
                });
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(NAMES_IN_A_MESSAGE).collect(Collectors.joining(", "));
        int more = names.size() - NAMES_IN_A_MESSAGE;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
