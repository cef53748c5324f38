package io.postern.access.customservice;

import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.LimitColumns;
import io.postern.access.subscription.Limits;
import io.postern.foundation.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of custom services. */
public final class CustomServiceStore {
    private CustomServiceStore() {}

    /** All services of a subscription, by id. */
    public static List<CustomService> services(Handle handle, int subscriptionId) {
        return handle.createQuery("SELECT * FROM custom_service WHERE subscription_id = :subscription ORDER BY id")
                .bind("subscription", subscriptionId)
                .map((row, context) -> service(row))
                .list();
    }

    /** What services can be listed by. */
    public enum Order {
        NAME("lower(s.display_name)"),
        USED_BY("lower(u.login)"),
        /** By the instant from which on it is not served: what stands still comes first. */
        STATUS("""
                CASE WHEN s.disabled_at IS NOT NULL OR u.disabled_at IS NOT NULL THEN '-infinity'
                     ELSE coalesce(u.access_expires_at, 'infinity') END"""),
        CREATED("s.created_at");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Some services, sorted.
     *
     * @param filter what display name, description or the address of the user must contain, without regard to case;
     *     empty for all
     */
    public static List<OwnedService> page(
            Handle handle, int subscriptionId, String filter, Order order, boolean descending, int offset, int limit) {
        return handle.createQuery("""
                        SELECT s.*, u.login, u.disabled_at AS user_disabled_at, u.access_expires_at
                          FROM custom_service s
                          JOIN user_account u ON u.subscription_id = s.subscription_id AND u.id = s.user_id
                         WHERE s.subscription_id = :subscription
                           AND position(lower(:filter) IN lower(concat_ws(' ', s.display_name, s.description, u.login))) > 0
                         ORDER BY <order> <direction>, s.id <direction>
                        OFFSET :offset LIMIT :limit
                        """)
                .define("order", order.sql)
                .define("direction", descending ? "DESC" : "ASC")
                .bind("subscription", subscriptionId)
                .bind("filter", filter)
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> ownedService(row))
                .list();
    }

    /** How many services {@link #page} would list in all. */
    public static long count(Handle handle, int subscriptionId, String filter) {
        return handle.createQuery("""
                        SELECT count(*)
                          FROM custom_service s
                          JOIN user_account u ON u.subscription_id = s.subscription_id AND u.id = s.user_id
                         WHERE s.subscription_id = :subscription
                           AND position(lower(:filter) IN lower(concat_ws(' ', s.display_name, s.description, u.login))) > 0
                        """)
                .bind("subscription", subscriptionId)
                .bind("filter", filter)
                .mapTo(Long.class)
                .one();
    }

    /** A service with its user. */
    public static Optional<OwnedService> owned(Handle handle, int subscriptionId, long id) {
        return handle.createQuery("""
                        SELECT s.*, u.login, u.disabled_at AS user_disabled_at, u.access_expires_at
                          FROM custom_service s
                          JOIN user_account u ON u.subscription_id = s.subscription_id AND u.id = s.user_id
                         WHERE s.subscription_id = :subscription AND s.id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .map((row, context) -> ownedService(row))
                .findOne();
    }

    /** An API-only user, who can own services. */
    public record Owner(long id, String login) {}

    /** All API-only users of a subscription, by address. */
    public static List<Owner> owners(Handle handle, int subscriptionId) {
        return handle.createQuery("""
                        SELECT id, login FROM user_account
                         WHERE subscription_id = :subscription AND api_only
                         ORDER BY lower(login)
                        """)
                .bind("subscription", subscriptionId)
                .map((row, context) -> new Owner(row.getLong("id"), row.getString("login")))
                .list();
    }

    /** The subscription that a client id belongs to. */
    public static Optional<Integer> subscriptionOf(Handle handle, UUID clientId) {
        return handle.createQuery("SELECT subscription_id FROM custom_service WHERE client_id = :client")
                .bind("client", clientId)
                .mapTo(Integer.class)
                .findOne();
    }

    /** A service of a subscription. */
    public static Optional<CustomService> byId(Handle handle, int subscriptionId, long id) {
        return handle.createQuery("SELECT * FROM custom_service WHERE subscription_id = :subscription AND id = :id")
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .map((row, context) -> service(row))
                .findOne();
    }

    static long insert(Handle handle, int subscriptionId, NewService service, UUID clientId, Instant at) {
        return LimitColumns.bind(handle.createQuery("""
                        INSERT INTO custom_service (subscription_id, user_id, display_name, description, client_id,
                                                    daily_calls, calls_per_20_seconds, concurrent_calls,
                                                    api_allow_list, api_allow_list_enabled, created_at, updated_at)
                        VALUES (:subscription, :user, :display_name, :description, :client,
                                :daily_calls, :calls_per_20_seconds, :concurrent_calls,
                                :api_allow_list, :api_allow_list_enabled, :at, :at)
                        RETURNING id
                        """), Limits.NONE, AllowList.OFF)
                .bind("subscription", subscriptionId)
                .bind("user", service.userId())
                .bind("display_name", service.displayName())
                .bind("description", service.description())
                .bind("client", clientId)
                .bind("at", at)
                .mapTo(Long.class)
                .one();
    }

    /** Switches a service off since an instant, or on when that is null. */
    static void setDisabled(Handle handle, int subscriptionId, long id, @Nullable Instant disabledAt, Instant at) {
        handle.createUpdate("""
                        UPDATE custom_service SET disabled_at = :disabled, updated_at = :at
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .bindByType("disabled", disabledAt, Instant.class)
                .bind("at", at)
                .execute();
    }

    static void update(Handle handle, int subscriptionId, CustomService service, Instant at) {
        handle.createUpdate("""
                        UPDATE custom_service
                           SET display_name = :display_name, description = :description, user_id = :user, updated_at = :at
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", service.id())
                .bind("display_name", service.displayName())
                .bind("description", service.description())
                .bind("user", service.userId())
                .bind("at", at)
                .execute();
    }

    static void restrict(Handle handle, int subscriptionId, CustomService service, Instant at) {
        LimitColumns.bind(handle.createUpdate("""
                        UPDATE custom_service
                           SET daily_calls = :daily_calls, calls_per_20_seconds = :calls_per_20_seconds,
                               concurrent_calls = :concurrent_calls, api_allow_list = :api_allow_list,
                               api_allow_list_enabled = :api_allow_list_enabled, updated_at = :at
                         WHERE subscription_id = :subscription AND id = :id
                        """), service.limits(), service.apiAllowList())
                .bind("subscription", subscriptionId)
                .bind("id", service.id())
                .bind("at", at)
                .execute();
    }

    static void delete(Handle handle, int subscriptionId, long id) {
        handle.createUpdate("DELETE FROM custom_service WHERE subscription_id = :subscription AND id = :id")
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .execute();
    }

    private static OwnedService ownedService(ResultSet row) throws SQLException {
        return new OwnedService(
                service(row),
                row.getString("login"),
                Columns.instantOrNull(row, "user_disabled_at"),
                Columns.instantOrNull(row, "access_expires_at"));
    }

    private static CustomService service(ResultSet row) throws SQLException {
        return new CustomService(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getString("display_name"),
                row.getString("description"),
                row.getObject("client_id", UUID.class),
                LimitColumns.limits(row),
                LimitColumns.apiAllowList(row),
                Columns.instantOrNull(row, "disabled_at"),
                Columns.instant(row, "created_at"));
    }
}
