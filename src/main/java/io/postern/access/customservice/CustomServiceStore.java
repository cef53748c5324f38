package io.postern.access.customservice;

import io.postern.foundation.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of custom services and their secrets. */
public final class CustomServiceStore {
    private CustomServiceStore() {}

    /** All services of a subscription, by id. */
    public static List<CustomService> services(Handle handle, int subscriptionId) {
        return handle.createQuery("SELECT * FROM custom_service WHERE subscription_id = :subscription ORDER BY id")
                .bind("subscription", subscriptionId)
                .map((row, context) -> service(row))
                .list();
    }

    /** All secrets of a subscription's services, oldest first. */
    public static List<StoredSecret> secrets(Handle handle, int subscriptionId) {
        return handle.createQuery("""
                        SELECT c.id, c.service_id, c.key_id, c.hash, c.expires_at
                          FROM client_secret c
                          JOIN custom_service s ON s.id = c.service_id
                         WHERE s.subscription_id = :subscription
                         ORDER BY c.id
                        """)
                .bind("subscription", subscriptionId)
                .map((row, context) -> new StoredSecret(
                        row.getLong("id"),
                        row.getLong("service_id"),
                        row.getString("key_id"),
                        row.getBytes("hash"),
                        Columns.instantOrNull(row, "expires_at")))
                .list();
    }

    /** The subscription that a client id belongs to. */
    public static Optional<Integer> subscriptionOf(Handle handle, UUID clientId) {
        return handle.createQuery("SELECT subscription_id FROM custom_service WHERE client_id = :client")
                .bind("client", clientId)
                .mapTo(Integer.class)
                .findOne();
    }

    static Optional<CustomService> byId(Handle handle, int subscriptionId, long id) {
        return handle.createQuery("SELECT * FROM custom_service WHERE subscription_id = :subscription AND id = :id")
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .map((row, context) -> service(row))
                .findOne();
    }

    static long insert(Handle handle, int subscriptionId, NewService service, UUID clientId, Instant at) {
        return handle.createQuery("""
                        INSERT INTO custom_service (subscription_id, user_id, display_name, description, client_id,
                                                    created_at, updated_at)
                        VALUES (:subscription, :user, :display_name, :description, :client, :at, :at)
                        RETURNING id
                        """)
                .bind("subscription", subscriptionId)
                .bind("user", service.userId())
                .bind("display_name", service.displayName())
                .bind("description", service.description())
                .bind("client", clientId)
                .bind("at", at)
                .mapTo(Long.class)
                .one();
    }

    static void insertSecret(
            Handle handle, long serviceId, String keyId, byte[] hash, byte @Nullable [] sealed, Instant at) {
        handle.createUpdate("""
                        INSERT INTO client_secret (service_id, key_id, hash, sealed, created_at)
                        VALUES (:service, :key, :hash, :sealed, :at)
                        """)
                .bind("service", serviceId)
                .bind("key", keyId)
                .bind("hash", hash)
                .bind("sealed", sealed)
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

    static void delete(Handle handle, int subscriptionId, long id) {
        handle.createUpdate("DELETE FROM custom_service WHERE subscription_id = :subscription AND id = :id")
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .execute();
    }

    private static CustomService service(ResultSet row) throws SQLException {
        return new CustomService(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getString("display_name"),
                row.getString("description"),
                row.getObject("client_id", UUID.class),
                Columns.instantOrNull(row, "disabled_at"),
                Columns.instant(row, "created_at"));
    }
}
