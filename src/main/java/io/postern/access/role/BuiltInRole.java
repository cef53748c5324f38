package io.postern.access.role;

import io.postern.access.permission.Permission;
import java.util.EnumSet;
import java.util.Set;

/**
 * The roles that every subscription begins with. None carries a right of the Access API group; an administrator gives
 * those in roles of their own.
 *
 * <p>Source: Adobe's pages "Managing User Roles and Permissions" and "User Management" (ids and types).
 *
 * @see <a href="https://experienceleague.adobe.com/en/docs/marketo/using/product-docs/administration/users-and-roles/managing-user-roles-and-permissions">Managing User Roles and Permissions</a>
 */
public enum BuiltInRole {
    ADMIN(1, "Admin", "Everything, administration included", RoleType.SYSTEM, true),
    STANDARD_USER(2, "Standard User", "Everything but administration", RoleType.SYSTEM, false),
    RTP_LAUNCHER(24, "RTP Launcher", "Launches web personalisation", RoleType.SYSTEM, false),
    RTP_EDITOR(25, "RTP Editor", "Edits web personalisation", RoleType.SYSTEM, false),
    ANALYTICS_USER(101, "Analytics User", "Analytics only", RoleType.CUSTOM, false),
    MARKETING_USER(102, "Marketing User", "Everything but administration", RoleType.CUSTOM, false),
    WEB_DESIGNER(103, "Web Designer", "The design studio, without approval", RoleType.CUSTOM, false),
    API_ONLY(104, "API Only", "Template for integrations: tick the rights that yours needs", RoleType.CUSTOM, false);

    /** The id of the first role that somebody makes. */
    public static final int FIRST_OWN_ID = 105;

    private final int id;
    private final String roleName;
    private final String description;
    private final RoleType type;
    private final boolean onlyAllZones;

    BuiltInRole(int id, String roleName, String description, RoleType type, boolean onlyAllZones) {
        this.id = id;
        this.roleName = roleName;
        this.description = description;
        this.type = type;
        this.onlyAllZones = onlyAllZones;
    }

    public int id() {
        return id;
    }

    /** The role as a new subscription has it. */
    public Role role() {
        return new Role(id, roleName, description, type, onlyAllZones, permissions());
    }

    private Set<Permission> permissions() {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        switch (this) {
            case ADMIN -> granted.addAll(without(Permission.ACCESS_API));
            case STANDARD_USER, MARKETING_USER ->
                granted.addAll(
                        without(Permission.ACCESS_API, Permission.ACCESS_ADMIN, Permission.WORKSPACE_ADMINISTRATION));
            case ANALYTICS_USER -> granted.addAll(Permission.subtree(Permission.ACCESS_ANALYTICS));
            case WEB_DESIGNER -> {
                granted.addAll(Permission.subtree(Permission.ACCESS_DESIGN_STUDIO));
                granted.removeIf(permission -> permission.label().startsWith("Approve "));
            }
            case RTP_LAUNCHER ->
                granted.addAll(Set.of(
                        Permission.TARGETING_AND_PERSONALIZATION,
                        Permission.WEB_CAMPAIGN_LAUNCHER,
                        Permission.CRE_CAMPAIGN_LAUNCHER));
            case RTP_EDITOR ->
                granted.addAll(Set.of(
                        Permission.TARGETING_AND_PERSONALIZATION,
                        Permission.WEB_CAMPAIGN_EDITOR,
                        Permission.CRE_CAMPAIGN_EDITOR));
            case API_ONLY -> {}
        }
        return granted;
    }

    private static Set<Permission> without(Permission... groups) {
        Set<Permission> all = EnumSet.allOf(Permission.class);
        for (Permission group : groups) {
            all.removeAll(Permission.subtree(group));
        }
        return all;
    }
}
