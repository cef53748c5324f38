package io.postern.access.customservice;

import io.postern.access.subscription.SubscriptionTimes;
import io.postern.foundation.store.Columns;
import io.postern.foundation.store.SqlArray;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of client secrets. A secret ends at its expiry or at the end of its overlap, whichever comes first. */
public final class ClientSecretStore {
    private ClientSecretStore() {}

    /** All secrets of a subscription's services, ended ones too, oldest first. */
    public static List<StoredSecret> secrets(Handle handle, int subscriptionId) {
        return handle.createQuery("""
                        SELECT id, service_id, key_id, hash, least(expires_at, retires_at) AS ends_at
                          FROM client_secret
                         WHERE subscription_id = :subscription
                         ORDER BY id
                        """)
                .bind("subscription", subscriptionId)
                .map((row, context) -> new StoredSecret(
                        row.getLong("id"),
                        row.getLong("service_id"),
                        row.getString("key_id"),
                        row.getBytes("hash"),
                        Columns.instantOrNull(row, "ends_at")))
                .list();
    }

    /** What may be told of the secrets of a service, the newest first. */
    static List<SecretDetails> details(Handle handle, int subscriptionId, long serviceId) {
        return handle.createQuery("""
                        SELECT id, created_at, expires_at, retires_at, last_used_at
                          FROM client_secret
                         WHERE subscription_id = :subscription AND service_id = :service
                         ORDER BY id DESC
                        """)
                .bind("subscription", subscriptionId)
                .bind("service", serviceId)
                .map((row, context) -> new SecretDetails(
                        row.getLong("id"),
                        Columns.instant(row, "created_at"),
                        Columns.instantOrNull(row, "expires_at"),
                        Columns.instantOrNull(row, "retires_at"),
                        Columns.instantOrNull(row, "last_used_at")))
                .list();
    }

    /**
     * How a secret has ended, or will.
     *
     * @param at the first instant at which it is not accepted; null for never
     * @param isByRotation whether it was rotated out, and does not end by its own expiry
     * @param replacedAt when the next secret of its service was made; null when there is none
     */
    public record Ending(
            @Nullable Instant at,
            boolean isByRotation,
            @Nullable Instant replacedAt) {}

    /** How a secret of a subscription ends; empty when it is forgotten. */
    public static Optional<Ending> ending(Handle handle, int subscriptionId, long id) {
        return handle.createQuery("""
                        SELECT least(c.expires_at, c.retires_at) AS ends_at,
                               c.retires_at IS NOT NULL AND c.retires_at <= coalesce(c.expires_at, 'infinity') AS by_rotation,
                               (SELECT min(n.created_at) FROM client_secret n
                                 WHERE n.subscription_id = c.subscription_id
                                   AND n.service_id = c.service_id AND n.id > c.id) AS replaced_at
                          FROM client_secret c
                         WHERE c.subscription_id = :subscription AND c.id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .map((row, context) -> new Ending(
                        Columns.instantOrNull(row, "ends_at"),
                        row.getBoolean("by_rotation"),
                        Columns.instantOrNull(row, "replaced_at")))
                .findOne();
    }

    static void insert(
            Handle handle,
            int subscriptionId,
            long serviceId,
            String keyId,
            byte[] hash,
            byte @Nullable [] sealed,
            Instant at) {
        handle.createUpdate("""
                        INSERT INTO client_secret (subscription_id, service_id, key_id, hash, sealed, created_at)
                        VALUES (:subscription, :service, :key, :hash, :sealed, :at)
                        """)
                .bind("subscription", subscriptionId)
                .bind("service", serviceId)
                .bind("key", keyId)
                .bind("hash", hash)
                .bind("sealed", sealed)
                .bind("at", at)
                .execute();
    }

    /**
     * The sealed copy of the newest secret of a service that is live at an instant, made with a key; empty when none is
     * kept.
     */
    static Optional<byte[]> sealed(Handle handle, int subscriptionId, long serviceId, String keyId, Instant at) {
        return handle.createQuery("""
                        SELECT sealed
                          FROM (SELECT key_id, sealed
                                  FROM client_secret
                                 WHERE subscription_id = :subscription AND service_id = :service
                                   AND coalesce(least(expires_at, retires_at), 'infinity') > :at
                                 ORDER BY id DESC LIMIT 1) newest
                         WHERE key_id = :key AND sealed IS NOT NULL
                        """)
                .bind("subscription", subscriptionId)
                .bind("service", serviceId)
                .bind("key", keyId)
                .bind("at", at)
                .mapTo(byte[].class)
                .findOne();
    }

    /** Sets when a secret expires; null for never. */
    static void expire(Handle handle, int subscriptionId, long id, @Nullable Instant expiresAt) {
        handle.createUpdate("""
                        UPDATE client_secret SET expires_at = :expires
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .bindByType("expires", expiresAt, Instant.class)
                .execute();
    }

    /** Lets the overlap of a secret end at an instant. An overlap that ends earlier stays as it is. */
    static void retire(Handle handle, int subscriptionId, long id, Instant retiresAt) {
        handle.createUpdate("""
                        UPDATE client_secret SET retires_at = least(retires_at, :retires)
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .bind("retires", retiresAt)
                .execute();
    }

    /** Lets a secret not be rotated out any more. */
    static void reinstate(Handle handle, int subscriptionId, long id) {
        handle.createUpdate("""
                        UPDATE client_secret SET retires_at = NULL
                         WHERE subscription_id = :subscription AND id = :id
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .execute();
    }

    /**
     * Notes when secrets were last used, never backwards.
     *
     * @param epochSeconds an instant for each secret, which may be gone
     */
    static void used(Handle handle, Map<Long, Long> epochSeconds) {
        List<Long> ids = List.copyOf(epochSeconds.keySet());
        handle.createUpdate("""
                        WITH used AS (
                            SELECT c.id, to_timestamp(u.second) AS at
                              FROM unnest(:ids, :seconds) AS u(id, second)
                              JOIN client_secret c ON c.id = u.id
                             WHERE c.last_used_at IS NULL OR c.last_used_at < to_timestamp(u.second)
                             ORDER BY c.id
                               FOR NO KEY UPDATE OF c)
                        UPDATE client_secret c SET last_used_at = used.at FROM used WHERE c.id = used.id
                        """)
                .bind("ids", SqlArray.longs(ids))
                .bind(
                        "seconds",
                        SqlArray.longs(ids.stream().map(epochSeconds::get).toList()))
                .execute();
    }

    /** Drops the sealed copies of a service's secrets that have ended. */
    static void unsealEnded(Handle handle, int subscriptionId, long serviceId, Instant at) {
        handle.createUpdate("""
                        UPDATE client_secret SET sealed = NULL
                         WHERE subscription_id = :subscription AND service_id = :service
                           AND sealed IS NOT NULL AND least(expires_at, retires_at) <= :at
                        """)
                .bind("subscription", subscriptionId)
                .bind("service", serviceId)
                .bind("at", at)
                .execute();
    }

    /** Drops the sealed copies of all secrets that have ended by now. */
    static void unsealEnded(Handle handle, SubscriptionTimes now) {
        now.bindTo(handle.createUpdate("""
                        UPDATE client_secret c SET sealed = NULL
                          FROM unnest(:subscriptions, :instants) AS time (subscription_id, instant)
                         WHERE c.subscription_id = time.subscription_id
                           AND c.sealed IS NOT NULL AND least(c.expires_at, c.retires_at) <= time.instant
                        """)).execute();
    }

    /** Forgets secrets that ended by an instant of their subscription, but for the last one of a service. */
    static void deleteEndedBefore(Handle handle, SubscriptionTimes limits) {
        limits.bindTo(handle.createUpdate("""
                        DELETE FROM client_secret c USING unnest(:subscriptions, :instants) AS past (subscription_id, instant)
                         WHERE c.subscription_id = past.subscription_id
                           AND least(c.expires_at, c.retires_at) <= past.instant
                           AND EXISTS (SELECT FROM client_secret newer
                                        WHERE newer.subscription_id = c.subscription_id
                                          AND newer.service_id = c.service_id AND newer.id > c.id)
                        """)).execute();
    }
}
