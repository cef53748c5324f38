package io.postern.console.roles;

import io.postern.access.permission.Permission;
import io.postern.access.role.Role;
import io.postern.access.rule.Texts;
import io.postern.console.Fingerprint;
import io.postern.console.FormErrors;
import jakarta.ws.rs.FormParam;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody says of a role. Texts are as typed. */
public final class RoleForm {
    /** The parameter that names permissions to be ticked. */
    static final String PERMISSION = "permission";

    /** The parameter that names permissions to be marked. */
    static final String MISSING = "missing";

    /** The parameter that names permissions that somebody proposes for a role. */
    static final String PROPOSED = "proposed";

    @FormParam("name")
    @Nullable
    String name;

    @FormParam("description")
    @Nullable
    String description;

    /** The names of the constants. */
    @FormParam(PERMISSION)
    @Nullable
    List<String> permissions;

    @FormParam("shown")
    @Nullable
    String shown;

    /** Names of permissions that are marked as missing. */
    @FormParam(MISSING)
    @Nullable
    List<String> missing;

    /** Names of permissions that were proposed, with the parents; empty without a proposal. */
    @FormParam(PROPOSED)
    @Nullable
    List<String> proposed;

    /** The form as it is first shown for a role that is there. */
    static RoleForm of(Role role) {
        RoleForm form = new RoleForm();
        form.name = role.name();
        form.description = role.description();
        form.permissions = role.permissions().stream().map(Permission::name).toList();
        form.shown = shown(role);
        return form;
    }

    /** Marks permissions that somebody has found missing; those that are granted are not. */
    RoleForm marking(Set<Permission> permissions) {
        Set<Permission> granted = permissions();
        missing = permissions.stream()
                .filter(permission -> !granted.contains(permission))
                .sorted()
                .map(Permission::name)
                .toList();
        return this;
    }

    /** Ticks the proposed permissions instead of those that the role has. Does nothing for an empty proposal. */
    RoleForm proposing(Set<Permission> permissions) {
        if (!permissions.isEmpty()) {
            proposed = Permission.withAncestors(permissions).stream()
                    .map(Permission::name)
                    .toList();
            this.permissions = proposed;
        }
        return this;
    }

    /** What was proposed; empty without a proposal. */
    public Set<Permission> proposed() {
        return permissions(proposed);
    }

    /** The address of Edit Role with a proposal ticked. */
    public static String addressOfEdit(long roleId, Set<Permission> proposed) {
        return "/roles/" + roleId + "/edit?" + parameters(PROPOSED, proposed);
    }

    /** The address of New Role with permissions ticked. */
    public static String addressOfNew(Set<Permission> permissions) {
        return "/roles/new?" + parameters(PERMISSION, permissions);
    }

    /** What is marked as missing. */
    public Set<Permission> missing() {
        return permissions(missing);
    }

    /** An empty form with permissions ticked, and what is above them; names that are no permission are passed over. */
    static RoleForm granting(List<String> permissions) {
        RoleForm form = new RoleForm();
        form.permissions = Permission.withAncestors(permissions(permissions)).stream()
                .map(Permission::name)
                .toList();
        return form;
    }

    /** What Edit Role shows of a role. */
    static String shown(Role role) {
        return Fingerprint.of(
                role.name(),
                role.description(),
                role.permissions().stream().sorted().toList());
    }

    /** What {@link #shown(Role)} said when the form was first shown. */
    public String shown() {
        return Objects.requireNonNullElse(shown, "");
    }

    public String name() {
        return Objects.requireNonNullElse(name, "");
    }

    public String description() {
        return Objects.requireNonNullElse(description, "");
    }

    /** What is ticked. */
    Set<Permission> permissions() {
        return permissions(permissions);
    }

    /** As many parameters of one name as there are permissions. */
    static String parameters(String name, Set<Permission> permissions) {
        return permissions.stream()
                .sorted()
                .map(permission -> name + "=" + permission.name())
                .collect(Collectors.joining("&"));
    }

    /** The permissions of these names; what is none is left out. */
    static Set<Permission> permissions(@Nullable List<String> names) {
        List<String> named = Objects.requireNonNullElse(names, List.of());
        return Arrays.stream(Permission.values())
                .filter(permission -> named.contains(permission.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Checks the fields, and notes what is wrong. */
    void check(FormErrors errors) {
        errors.check("name", () -> Texts.requireName("The name of a role", name()));
        errors.check("description", () -> Texts.requireProse("The description of a role", description()));
    }
}
