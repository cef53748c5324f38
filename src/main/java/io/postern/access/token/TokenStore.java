package io.postern.access.token;

import io.postern.access.subscription.SubscriptionTimes;
import io.postern.foundation.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of tokens. */
final class TokenStore {
    private TokenStore() {}

    /** A stored token with what it is derived from. */
    record Stored(AccessToken token, byte[] nonce) {}

    static Optional<AccessToken> byHash(Handle handle, byte[] hash) {
        return handle.createQuery("SELECT * FROM token WHERE hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> token(row))
                .findOne();
    }

    /** The youngest token of a service, made with a key, that was not taken back and has at least a second left. */
    static Optional<Stored> live(Handle handle, long serviceId, String keyId, Instant at) {
        return handle.createQuery("""
                        SELECT * FROM token
                         WHERE service_id = :service AND key_id = :key AND revoked_at IS NULL AND expires_at >= :soon
                         ORDER BY expires_at DESC LIMIT 1
                        """)
                .bind("service", serviceId)
                .bind("key", keyId)
                .bind("soon", at.plusSeconds(1))
                .map((row, context) -> new Stored(token(row), row.getBytes("nonce")))
                .findOne();
    }

    /** Locks a service's row until the transaction ends; false when it is gone. */
    static boolean lockService(Handle handle, long serviceId) {
        return handle.createQuery("SELECT id FROM custom_service WHERE id = :service FOR NO KEY UPDATE")
                .bind("service", serviceId)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    static void insert(Handle handle, byte[] hash, AccessToken token, byte[] nonce, String keyId) {
        handle.createUpdate("""
                        INSERT INTO token (hash, subscription_id, service_id, nonce, key_id, issued_at, expires_at)
                        VALUES (:hash, :subscription, :service, :nonce, :key, :issued, :expires)
                        """)
                .bind("hash", hash)
                .bind("subscription", token.subscriptionId())
                .bind("service", token.serviceId())
                .bind("nonce", nonce)
                .bind("key", keyId)
                .bind("issued", token.issuedAt())
                .bind("expires", token.expiresAt())
                .execute();
    }

    /** Takes back what is live of a service's tokens at an instant, and says how many that are. */
    static int revoke(Handle handle, long serviceId, Instant at) {
        return handle.createUpdate("""
                        UPDATE token SET revoked_at = :at
                         WHERE service_id = :service AND revoked_at IS NULL AND expires_at > :at
                        """)
                .bind("service", serviceId)
                .bind("at", at)
                .execute();
    }

    /** Forgets tokens whose time was over by an instant of their subscription. */
    static int deleteExpiredBefore(Handle handle, SubscriptionTimes limits) {
        return limits.bindTo(handle.createUpdate("""
                        DELETE FROM token t USING unnest(:subscriptions, :instants) AS past (subscription_id, instant)
                         WHERE t.subscription_id = past.subscription_id AND t.expires_at <= past.instant
                        """)).execute();
    }

    private static AccessToken token(ResultSet row) throws SQLException {
        return new AccessToken(
                row.getInt("subscription_id"),
                row.getLong("service_id"),
                Columns.instant(row, "issued_at"),
                Columns.instant(row, "expires_at"),
                Columns.instantOrNull(row, "revoked_at"));
    }
}
