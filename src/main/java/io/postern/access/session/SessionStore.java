package io.postern.access.session;

import io.postern.foundation.store.Columns;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of sessions. */
final class SessionStore {
    private SessionStore() {}

    record Session(int subscriptionId, long userId, Instant createdAt, Instant lastSeenAt) {}

    /** A session; empty when its person was switched off since it was opened. */
    static Optional<Session> byHash(Handle handle, byte[] hash) {
        return handle.createQuery("""
                        SELECT s.*
                          FROM console_session s
                          JOIN user_account u ON u.subscription_id = s.subscription_id AND u.id = s.user_id
                         WHERE s.hash = :hash AND u.disabled_at IS NULL
                           AND (u.enabled_at IS NULL OR s.created_at > u.enabled_at)
                        """)
                .bind("hash", hash)
                .map((row, context) -> new Session(
                        row.getInt("subscription_id"),
                        row.getLong("user_id"),
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "last_seen_at")))
                .findOne();
    }

    static void insert(Handle handle, byte[] hash, int subscriptionId, long userId, Instant at) {
        handle.createUpdate("""
                        INSERT INTO console_session (hash, subscription_id, user_id, created_at, last_seen_at)
                        VALUES (:hash, :subscription, :user, :at, :at)
                        """)
                .bind("hash", hash)
                .bind("subscription", subscriptionId)
                .bind("user", userId)
                .bind("at", at)
                .execute();
    }

    static void seen(Handle handle, byte[] hash, Instant at) {
        handle.createUpdate("UPDATE console_session SET last_seen_at = :at WHERE hash = :hash")
                .bind("hash", hash)
                .bind("at", at)
                .execute();
    }

    static void delete(Handle handle, byte[] hash) {
        handle.createUpdate("DELETE FROM console_session WHERE hash = :hash")
                .bind("hash", hash)
                .execute();
    }

    static void deleteOver(Handle handle, Instant lastSeenBefore, Instant createdBefore) {
        handle.createUpdate("DELETE FROM console_session WHERE last_seen_at <= :seen OR created_at <= :created")
                .bind("seen", lastSeenBefore)
                .bind("created", createdBefore)
                .execute();
    }
}
