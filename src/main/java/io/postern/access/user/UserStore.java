package io.postern.access.user;

import io.postern.access.permission.Permission;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.role.RoleStore;
import io.postern.foundation.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of users. */
public final class UserStore {
    private UserStore() {}

    /** All users, by id. */
    public static List<User> users(Handle handle, int subscriptionId) {
        Map<Long, List<Assignment>> assignments = RoleStore.assignments(handle, subscriptionId);
        return handle.createQuery("SELECT * FROM user_account WHERE subscription_id = :subscription ORDER BY id")
                .bind("subscription", subscriptionId)
                .map((row, context) -> user(row, assignments.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /** What users can be listed by. */
    public enum Order {
        FIRST_NAME("lower(u.first_name)"),
        LAST_NAME("lower(u.last_name)"),
        EMAIL("lower(u.email)"),
        API_ONLY("u.api_only"),
        ACCESS_EXPIRES("u.access_expires_at"),
        LAST_LOGIN("u.last_login_at"),
        CREATED("u.created_at");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /** A user with the number of custom services that they own. */
    public record Listed(User user, int services) {}

    /**
     * Some users, sorted.
     *
     * @param filter what first name, last name or address must contain, without regard to case; empty for all
     * @param descending whether the last comes first; those without a value come last in any case
     */
    public static List<Listed> page(
            Handle handle, int subscriptionId, String filter, Order order, boolean descending, int offset, int limit) {
        List<Listed> found = handle.createQuery("""
                        SELECT u.*, (SELECT count(*) FROM custom_service s
                                      WHERE s.subscription_id = u.subscription_id AND s.user_id = u.id) AS services
                          FROM user_account u
                         WHERE u.subscription_id = :subscription
                           AND position(lower(:filter) IN lower(concat_ws(' ', u.first_name, u.last_name, u.email))) > 0
                         ORDER BY <order> NULLS LAST, u.id <direction>
                        OFFSET :offset LIMIT :limit
                        """)
                .define("order", order.sql + (descending ? " DESC" : ""))
                .define("direction", descending ? "DESC" : "")
                .bind("subscription", subscriptionId)
                .bind("filter", filter)
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> new Listed(user(row, List.of()), row.getInt("services")))
                .list();
        Map<Long, List<Assignment>> assignments = RoleStore.assignments(
                handle,
                subscriptionId,
                found.stream().map(listed -> listed.user().id()).toList());
        return found.stream()
                .map(listed -> new Listed(
                        listed.user()
                                .assigned(assignments.getOrDefault(listed.user().id(), List.of())),
                        listed.services()))
                .toList();
    }

    /** How many users {@link #page} would list in all. */
    public static long count(Handle handle, int subscriptionId, String filter) {
        return handle.createQuery("""
                        SELECT count(*) FROM user_account u
                         WHERE u.subscription_id = :subscription
                           AND position(lower(:filter) IN lower(concat_ws(' ', u.first_name, u.last_name, u.email))) > 0
                        """)
                .bind("subscription", subscriptionId)
                .bind("filter", filter)
                .mapTo(Long.class)
                .one();
    }

    /** The user of a subscription with a login, without regard to case. */
    public static Optional<User> byLogin(Handle handle, int subscriptionId, String login) {
        return handle.createQuery("""
                        SELECT * FROM user_account
                         WHERE lower(login) = lower(:login) AND subscription_id = :subscription
                        """)
                .bind("login", login)
                .bind("subscription", subscriptionId)
                .map((row, context) -> user(row, RoleStore.assignments(handle, subscriptionId, row.getLong("id"))))
                .findOne();
    }

    /** The user of a subscription with an id. */
    public static Optional<User> byId(Handle handle, int subscriptionId, long id) {
        return handle.createQuery("SELECT * FROM user_account WHERE subscription_id = :subscription AND id = :id")
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .map((row, context) -> user(row, RoleStore.assignments(handle, subscriptionId, id)))
                .findOne();
    }

    /** Whether a user of any subscription has a login, without regard to case. */
    public static boolean loginExists(Handle handle, String login) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM user_account WHERE lower(login) = lower(:login))")
                .bind("login", login)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * The stored password of a person.
     *
     * @param hash in the text form of {@link io.postern.foundation.vault.Passwords}
     */
    public record StoredPassword(int subscriptionId, long userId, String hash) {
        @Override
        public String toString() {
            return "StoredPassword[" + userId + "]";
        }
    }

    /** Whether anybody can sign in to a subscription. */
    public static boolean anyHasPassword(Handle handle, int subscriptionId) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM user_account
                                        WHERE subscription_id = :subscription AND password_hash IS NOT NULL)
                        """)
                .bind("subscription", subscriptionId)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * The people who hold Admin at an instant and have no password yet, by id; not who is disabled, or past their
     * access.
     */
    public static List<User> pendingAdmins(Handle handle, int subscriptionId, Instant at) {
        return handle.createQuery("""
                        SELECT u.* FROM user_account u
                          JOIN user_role a ON a.subscription_id = u.subscription_id AND a.user_id = u.id AND a.role_id = :admin
                         WHERE u.subscription_id = :subscription AND NOT u.api_only AND u.password_hash IS NULL
                           AND u.disabled_at IS NULL AND (u.access_expires_at IS NULL OR u.access_expires_at > :at)
                         ORDER BY u.id
                        """)
                .bind("subscription", subscriptionId)
                .bind("at", at)
                .bind("admin", BuiltInRole.ADMIN.id())
                .map((row, context) -> user(row, RoleStore.assignments(handle, subscriptionId, row.getLong("id"))))
                .list();
    }

    /**
     * The people who can sign in at an instant and have a role with a permission in some workspace, by address. Whether
     * the permission has effect is another question.
     */
    public static List<User> peopleWith(Handle handle, int subscriptionId, Permission permission, Instant at) {
        List<User> people = handle.createQuery("""
                        SELECT u.* FROM user_account u
                         WHERE u.subscription_id = :subscription AND NOT u.api_only AND u.password_hash IS NOT NULL
                           AND u.disabled_at IS NULL AND (u.access_expires_at IS NULL OR u.access_expires_at > :at)
                           AND EXISTS (SELECT FROM user_role a
                                         JOIN role_permission p ON p.subscription_id = a.subscription_id AND p.role_id = a.role_id
                                        WHERE a.subscription_id = u.subscription_id AND a.user_id = u.id
                                          AND p.permission = :permission)
                         ORDER BY lower(u.login)
                        """)
                .bind("subscription", subscriptionId)
                .bind("at", at)
                .bind("permission", permission.name())
                .map((row, context) -> user(row, List.of()))
                .list();
        Map<Long, List<Assignment>> assignments = RoleStore.assignments(
                handle, subscriptionId, people.stream().map(User::id).toList());
        return people.stream()
                .map(user -> user.assigned(assignments.getOrDefault(user.id(), List.of())))
                .toList();
    }

    /**
     * The stored password of the person of any subscription with a login, without regard to case; empty when there is
     * none.
     */
    public static Optional<StoredPassword> passwordOf(Handle handle, String login) {
        return handle.createQuery("""
                        SELECT subscription_id, id, password_hash FROM user_account
                         WHERE lower(login) = lower(:login) AND NOT api_only AND password_hash IS NOT NULL
                        """)
                .bind("login", login)
                .map((row, context) -> new StoredPassword(
                        row.getInt("subscription_id"), row.getLong("id"), row.getString("password_hash")))
                .findOne();
    }

    /** Notes when somebody has signed in. */
    public static void signedIn(Handle handle, int subscriptionId, long id, Instant at) {
        handle.createUpdate("""
                        UPDATE user_account SET last_login_at = :at WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .bind("at", at)
                .execute();
    }

    static long insert(
            Handle handle,
            int subscriptionId,
            UserDetails details,
            boolean apiOnly,
            @Nullable String passwordHash,
            Instant at) {
        return handle.createQuery("""
                        INSERT INTO user_account (subscription_id, login, email, first_name, last_name, api_only, reason,
                                                  access_expires_at, password_hash, created_at, updated_at)
                        VALUES (:subscription, :email, :email, :first_name, :last_name, :api_only, :reason,
                                :access_expires_at, :password_hash, :at, :at)
                        RETURNING id
                        """)
                .bind("subscription", subscriptionId)
                .bind("email", details.email())
                .bind("first_name", details.firstName())
                .bind("last_name", details.lastName())
                .bind("api_only", apiOnly)
                .bind("reason", details.reason())
                .bindByType("access_expires_at", details.accessExpiresAt(), Instant.class)
                .bind("password_hash", passwordHash)
                .bind("at", at)
                .mapTo(Long.class)
                .one();
    }

    static void update(Handle handle, int subscriptionId, long id, UserDetails details, Instant at) {
        handle.createUpdate("""
                        UPDATE user_account
                           SET login = :email, email = :email, first_name = :first_name, last_name = :last_name,
                               reason = :reason, access_expires_at = :access_expires_at, updated_at = :at
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .bind("email", details.email())
                .bind("first_name", details.firstName())
                .bind("last_name", details.lastName())
                .bind("reason", details.reason())
                .bindByType("access_expires_at", details.accessExpiresAt(), Instant.class)
                .bind("at", at)
                .execute();
    }

    static void setPassword(Handle handle, int subscriptionId, long id, String passwordHash, Instant at) {
        handle.createUpdate("""
                        UPDATE user_account SET password_hash = :hash, updated_at = :at
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("hash", passwordHash)
                .bind("at", at)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .execute();
    }

    static void disable(Handle handle, int subscriptionId, long id, Instant at) {
        handle.createUpdate("""
                        UPDATE user_account SET disabled_at = :at, updated_at = :at
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("at", at)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .execute();
    }

    static void enable(Handle handle, int subscriptionId, long id, Instant at) {
        handle.createUpdate("""
                        UPDATE user_account SET disabled_at = NULL, enabled_at = :at, updated_at = :at
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("at", at)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .execute();
    }

    static void delete(Handle handle, int subscriptionId, long id) {
        handle.createUpdate("DELETE FROM user_account WHERE subscription_id = :subscription AND id = :id")
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .execute();
    }

    /** The names of the custom services that a user owns, sorted. */
    public static List<String> servicesOf(Handle handle, int subscriptionId, long id) {
        return handle.createQuery("""
                        SELECT display_name FROM custom_service
                         WHERE subscription_id = :subscription AND user_id = :id
                         ORDER BY display_name
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .mapTo(String.class)
                .list();
    }

    /** How safe a subscription is from being left without an administrator. */
    static AdminCover adminCover(Handle handle, int subscriptionId, Instant at) {
        return handle.createQuery("""
                        SELECT count(*) FILTER (WHERE u.password_hash IS NOT NULL AND u.access_expires_at IS NULL) AS lasting,
                               count(*) FILTER (WHERE u.password_hash IS NOT NULL) AS able, count(*) AS named
                          FROM user_role a
                          JOIN user_account u ON u.subscription_id = a.subscription_id AND u.id = a.user_id
                         WHERE a.subscription_id = :subscription AND a.role_id = :admin
                           AND NOT u.api_only AND u.disabled_at IS NULL
                           AND (u.access_expires_at IS NULL OR u.access_expires_at > :at)
                        """)
                .bind("subscription", subscriptionId)
                .bind("admin", BuiltInRole.ADMIN.id())
                .bind("at", at)
                .map((row, context) -> row.getLong("lasting") > 0
                        ? AdminCover.LASTING
                        : row.getLong("able") > 0
                                ? AdminCover.EXPIRING
                                : row.getLong("named") > 0 ? AdminCover.PENDING : AdminCover.NONE)
                .one();
    }

    /** The best Admin that a subscription has among those who are enabled and not expired, in rising order. */
    enum AdminCover {
        NONE,
        /** One who never set a password. */
        PENDING,
        /** One who can sign in, until their access ends. */
        EXPIRING,
        /** One who can sign in for good. */
        LASTING
    }

    private static User user(ResultSet row, List<Assignment> assignments) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("login"),
                row.getString("email"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getBoolean("api_only"),
                row.getString("reason"),
                Columns.instantOrNull(row, "access_expires_at"),
                Columns.instantOrNull(row, "disabled_at"),
                row.getString("password_hash") != null,
                Columns.instantOrNull(row, "last_login_at"),
                Columns.instant(row, "created_at"),
                assignments);
    }
}
