package io.postern.access.role;

import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.foundation.store.Columns;
import io.postern.foundation.store.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of roles, their permissions and their assignments. */
public final class RoleStore {
    private RoleStore() {}

    /** All roles, by id. */
    public static List<Role> roles(Handle handle, int subscriptionId) {
        Map<Integer, Set<Permission>> permissions = permissionsOfRoles(handle, subscriptionId);
        return handle.createQuery("SELECT * FROM role WHERE subscription_id = :subscription ORDER BY id")
                .bind("subscription", subscriptionId)
                .map((row, context) -> new Role(
                        row.getInt("id"),
                        row.getString("name"),
                        row.getString("description"),
                        RoleType.ofStored(row.getString("type")),
                        row.getBoolean("only_all_zones"),
                        permissions.getOrDefault(row.getInt("id"), Set.of())))
                .list();
    }

    /** What roles can be listed by. */
    public enum Order {
        NAME("lower(r.name)"),
        USERS("users"),
        DESCRIPTION("nullif(lower(r.description), '')"),
        /** Ids rise with every role that is made. */
        CREATED("r.id");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /** A role with the number of users who hold it in any workspace. */
    public record Listed(int id, String name, String description, RoleType type, long users) {}

    /**
     * Some roles, sorted.
     *
     * @param filter what name or description must contain, without regard to case; empty for all
     * @param descending whether the last comes first; those without a value come last in any case
     */
    public static List<Listed> page(
            Handle handle, int subscriptionId, String filter, Order order, boolean descending, int offset, int limit) {
        return handle.createQuery("""
                        SELECT r.id, r.name, r.description, r.type,
                               (SELECT count(DISTINCT a.user_id) FROM user_role a
                                 WHERE a.subscription_id = r.subscription_id AND a.role_id = r.id) AS users
                          FROM role r
                         WHERE r.subscription_id = :subscription
                           AND position(lower(:filter) IN lower(concat_ws(' ', r.name, r.description))) > 0
                         ORDER BY <order> NULLS LAST, r.id <direction>
                        OFFSET :offset LIMIT :limit
                        """)
                .define("order", order.sql + (descending ? " DESC" : ""))
                .define("direction", descending ? "DESC" : "")
                .bind("subscription", subscriptionId)
                .bind("filter", filter)
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> new Listed(
                        row.getInt("id"),
                        row.getString("name"),
                        row.getString("description"),
                        RoleType.ofStored(row.getString("type")),
                        row.getLong("users")))
                .list();
    }

    /** How many roles {@link #page} would list in all. */
    public static long count(Handle handle, int subscriptionId, String filter) {
        return handle.createQuery("""
                        SELECT count(*) FROM role r
                         WHERE r.subscription_id = :subscription
                           AND position(lower(:filter) IN lower(concat_ws(' ', r.name, r.description))) > 0
                        """)
                .bind("subscription", subscriptionId)
                .bind("filter", filter)
                .mapTo(Long.class)
                .one();
    }

    /** The role of a subscription with an id. */
    public static Optional<Role> role(Handle handle, int subscriptionId, int id) {
        return roles(handle, subscriptionId).stream()
                .filter(role -> role.id() == id)
                .findFirst();
    }

    /** When each role was last changed, or made. */
    public static Map<Integer, Instant> changedAt(Handle handle, int subscriptionId) {
        return handle.createQuery("SELECT id, updated_at FROM role WHERE subscription_id = :subscription")
                .bind("subscription", subscriptionId)
                .map((row, context) -> Map.entry(row.getInt("id"), Columns.instant(row, "updated_at")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static void insert(Handle handle, int subscriptionId, Role role, Instant at) {
        handle.createUpdate("""
                        INSERT INTO role (subscription_id, id, name, description, type, only_all_zones, created_at, updated_at)
                        VALUES (:subscription, :id, :name, :description, :type, :only_all_zones, :at, :at)
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", role.id())
                .bind("name", role.name())
                .bind("description", role.description())
                .bind("type", role.type().stored())
                .bind("only_all_zones", role.onlyAllZones())
                .bind("at", at)
                .execute();
        insertPermissions(handle, subscriptionId, role);
    }

    static void update(Handle handle, int subscriptionId, Role role, Instant at) {
        handle.createUpdate("""
                        UPDATE role SET name = :name, description = :description, updated_at = :at
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", role.id())
                .bind("name", role.name())
                .bind("description", role.description())
                .bind("at", at)
                .execute();
        handle.createUpdate("DELETE FROM role_permission WHERE subscription_id = :subscription AND role_id = :id")
                .bind("subscription", subscriptionId)
                .bind("id", role.id())
                .execute();
        insertPermissions(handle, subscriptionId, role);
    }

    static void delete(Handle handle, int subscriptionId, int id) {
        handle.createUpdate("DELETE FROM role WHERE subscription_id = :subscription AND id = :id")
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .execute();
    }

    /** The logins of those who hold a role, sorted. */
    public static List<String> holders(Handle handle, int subscriptionId, int roleId) {
        return handle.createQuery("""
                        SELECT DISTINCT u.login
                          FROM user_role a
                          JOIN user_account u ON u.subscription_id = a.subscription_id AND u.id = a.user_id
                         WHERE a.subscription_id = :subscription AND a.role_id = :role
                         ORDER BY u.login
                        """)
                .bind("subscription", subscriptionId)
                .bind("role", roleId)
                .mapTo(String.class)
                .list();
    }

    /** What each user is assigned. */
    public static Map<Long, List<Assignment>> assignments(Handle handle, int subscriptionId) {
        return handle.createQuery("""
                        SELECT user_id, role_id, workspace_id FROM user_role WHERE subscription_id = :subscription
                         ORDER BY user_id, role_id, workspace_id
                        """)
                .bind("subscription", subscriptionId)
                .map((row, context) -> assignmentOfUser(row))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** What some users are assigned. */
    public static Map<Long, List<Assignment>> assignments(Handle handle, int subscriptionId, Collection<Long> users) {
        return handle.createQuery("""
                        SELECT user_id, role_id, workspace_id FROM user_role
                         WHERE subscription_id = :subscription AND user_id = ANY (:users)
                         ORDER BY user_id, role_id, workspace_id
                        """)
                .bind("subscription", subscriptionId)
                .bind("users", SqlArray.longs(users))
                .map((row, context) -> assignmentOfUser(row))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** What one user is assigned. */
    public static List<Assignment> assignments(Handle handle, int subscriptionId, long userId) {
        return handle.createQuery("""
                        SELECT role_id, workspace_id FROM user_role
                         WHERE subscription_id = :subscription AND user_id = :user
                         ORDER BY role_id, workspace_id
                        """)
                .bind("subscription", subscriptionId)
                .bind("user", userId)
                .map((row, context) -> new Assignment(row.getInt("role_id"), row.getInt("workspace_id")))
                .list();
    }

    /** Replaces what a user is assigned. */
    public static void assign(Handle handle, int subscriptionId, long userId, Collection<Assignment> assignments) {
        handle.createUpdate("DELETE FROM user_role WHERE subscription_id = :subscription AND user_id = :user")
                .bind("subscription", subscriptionId)
                .bind("user", userId)
                .execute();
        if (assignments.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO user_role (subscription_id, user_id, role_id, workspace_id)
                VALUES (:subscription, :user, :role, :workspace)
                """);
        for (Assignment assignment : assignments) {
            batch.bind("subscription", subscriptionId)
                    .bind("user", userId)
                    .bind("role", assignment.roleId())
                    .bind("workspace", assignment.workspaceId())
                    .add();
        }
        batch.execute();
    }

    /** The effective permissions of one user. */
    public static WorkspacePermissions permissions(Handle handle, int subscriptionId, long userId) {
        return permissions(assignments(handle, subscriptionId, userId), permissionsOfRoles(handle, subscriptionId));
    }

    /** The effective permissions that assignments give. */
    public static WorkspacePermissions permissions(
            Collection<Assignment> assignments, Map<Integer, Set<Permission>> permissionsOfRoles) {
        Map<Integer, Set<Permission>> granted = new HashMap<>();
        for (Assignment assignment : assignments) {
            granted.computeIfAbsent(assignment.workspaceId(), workspace -> EnumSet.noneOf(Permission.class))
                    .addAll(permissionsOfRoles.getOrDefault(assignment.roleId(), Set.of()));
        }
        return WorkspacePermissions.of(granted);
    }

    /** The permissions of each role. */
    public static Map<Integer, Set<Permission>> permissionsOfRoles(Handle handle, int subscriptionId) {
        Map<Integer, Set<Permission>> permissions = new HashMap<>();
        handle.createQuery("SELECT role_id, permission FROM role_permission WHERE subscription_id = :subscription")
                .bind("subscription", subscriptionId)
                .map((row, context) -> Map.entry(row.getInt("role_id"), Permission.stored(row.getString("permission"))))
                .forEach(entry -> entry.getValue()
                        .ifPresent(permission -> permissions
                                .computeIfAbsent(entry.getKey(), role -> EnumSet.noneOf(Permission.class))
                                .add(permission)));
        return permissions;
    }

    private static Map.Entry<Long, Assignment> assignmentOfUser(ResultSet row) throws SQLException {
        return Map.entry(row.getLong("user_id"), new Assignment(row.getInt("role_id"), row.getInt("workspace_id")));
    }

    private static void insertPermissions(Handle handle, int subscriptionId, Role role) {
        if (role.permissions().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO role_permission (subscription_id, role_id, permission)
                VALUES (:subscription, :role, :permission)
                """);
        for (Permission permission : role.permissions()) {
            batch.bind("subscription", subscriptionId)
                    .bind("role", role.id())
                    .bind("permission", permission.name())
                    .add();
        }
        batch.execute();
    }
}
