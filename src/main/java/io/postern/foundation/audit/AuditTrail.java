package io.postern.foundation.audit;

import io.postern.foundation.store.Columns;
import io.postern.foundation.store.SqlArray;
import io.postern.foundation.vault.Vault;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The chain of what was done in a subscription. Each row carries an HMAC over its content and over the HMAC of the row before
 * it, so that a row that is changed, removed or put in later is found. Thread safe.
 */
@Singleton
public final class AuditTrail {
    private static final byte[] BEGINNING = new byte[0];

    private final Vault vault;

    public AuditTrail(Vault vault) {
        this.vault = vault;
    }

    /**
     * Appends entries to the chain in the caller's transaction. It locks the head of the chain until the transaction ends, so
     * it comes last in it.
     */
    public void append(Handle handle, int subscriptionId, List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Head head = lockHead(handle, subscriptionId);
        for (AuditEntry entry : entries) {
            long sequence = head.sequence() + 1;
            byte[] mac = vault.auditChain().of(content(subscriptionId, sequence, entry), head.mac());
            handle.createUpdate("""
                            INSERT INTO audit (subscription_id, sequence, at, actor, address, action, subject, before, after,
                                               key_id, mac)
                            VALUES (:subscription, :sequence, :at, :actor, :address, :action, :subject, :before, :after,
                                    :key, :mac)
                            """)
                    .bind("subscription", subscriptionId)
                    .bind("sequence", sequence)
                    .bindMethods(entry)
                    .bind("key", vault.keyId())
                    .bind("mac", mac)
                    .execute();
            head = new Head(sequence, mac);
        }
        handle.createUpdate("""
                        UPDATE audit_head SET sequence = :sequence, mac = :mac WHERE subscription_id = :subscription
                        """)
                .bind("sequence", head.sequence())
                .bind("mac", head.mac())
                .bind("subscription", subscriptionId)
                .execute();
    }

    /**
     * Who did something at an instant.
     *
     * @param at to the microsecond
     * @param actions of which it was one
     * @return empty when nobody did, or the entry is not there any more
     */
    public static Optional<String> actor(Handle handle, int subscriptionId, Instant at, Collection<String> actions) {
        return handle.createQuery("""
                        SELECT actor FROM audit
                         WHERE subscription_id = :subscription AND at = :at AND action = ANY (:actions)
                         ORDER BY sequence DESC LIMIT 1
                        """)
                .bind("subscription", subscriptionId)
                .bind("at", at)
                .bind("actions", SqlArray.texts(actions))
                .mapTo(String.class)
                .findOne();
    }

    /**
     * The last entries about a subject, whatever it was called when they were written.
     *
     * @param naming the actions that give the subject its name, which their entries have as subject
     * @param known a regular expression of PostgreSQL that the state after of those entries matches when it is this subject
     * @param actions of which the entries are
     * @param limit the most entries
     * @return the latest first
     */
    public static List<AuditEntry> about(
            Handle handle,
            int subscriptionId,
            Collection<String> naming,
            String known,
            Collection<String> actions,
            int limit) {
        return handle.createQuery("""
                        WITH named AS (
                            SELECT subject, sequence, lead(sequence) OVER (ORDER BY sequence) AS until
                              FROM audit
                             WHERE subscription_id = :subscription AND action = ANY (:naming) AND after ~ :known)
                        SELECT a.*
                          FROM audit a
                          JOIN named n ON n.subject = a.subject AND a.sequence >= n.sequence
                                      AND a.sequence < coalesce(n.until, 9223372036854775807)
                         WHERE a.subscription_id = :subscription AND a.action = ANY (:actions)
                         ORDER BY a.sequence DESC
                         LIMIT :limit
                        """)
                .bind("subscription", subscriptionId)
                .bind("naming", SqlArray.texts(naming))
                .bind("known", known)
                .bind("actions", SqlArray.texts(actions))
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list();
    }

    /** The entries of a subscription, oldest first. */
    public List<AuditEntry> entries(Handle handle, int subscriptionId) {
        return rows(handle, subscriptionId).stream().map(Row::entry).toList();
    }

    /**
     * Follows the chain from its beginning to its head.
     *
     * @return the sequence number of the first row that is not as it was written, or where one is missing; empty when the
     *     chain is whole
     */
    public Optional<Long> firstBroken(Handle handle, int subscriptionId) {
        byte[] previous = BEGINNING;
        long expected = 1;
        for (Row row : rows(handle, subscriptionId)) {
            boolean intact = row.sequence() == expected
                    && vault.auditChain()
                            .matches(row.mac(), content(subscriptionId, row.sequence(), row.entry()), previous);
            if (!intact) {
                return Optional.of(expected);
            }
            previous = row.mac();
            expected++;
        }
        long last = lastSequence(handle, subscriptionId).orElse(0L);
        return last == expected - 1 ? Optional.empty() : Optional.of(expected);
    }

    private record Head(long sequence, byte[] mac) {}

    private record Row(long sequence, AuditEntry entry, byte[] mac) {}

    private static Head lockHead(Handle handle, int subscriptionId) {
        handle.createUpdate("""
                        INSERT INTO audit_head (subscription_id, sequence, mac) VALUES (:subscription, 0, ''::bytea)
                        ON CONFLICT DO NOTHING
                        """).bind("subscription", subscriptionId).execute();
        return handle.createQuery(
                        "SELECT sequence, mac FROM audit_head WHERE subscription_id = :subscription FOR UPDATE")
                .bind("subscription", subscriptionId)
                .map((row, context) -> new Head(row.getLong("sequence"), row.getBytes("mac")))
                .one();
    }

    private static Optional<Long> lastSequence(Handle handle, int subscriptionId) {
        return handle.createQuery("SELECT sequence FROM audit_head WHERE subscription_id = :subscription")
                .bind("subscription", subscriptionId)
                .mapTo(Long.class)
                .findOne();
    }

    private static List<Row> rows(Handle handle, int subscriptionId) {
        return handle.createQuery("SELECT * FROM audit WHERE subscription_id = :subscription ORDER BY sequence")
                .bind("subscription", subscriptionId)
                .map((row, context) -> new Row(row.getLong("sequence"), entry(row), row.getBytes("mac")))
                .list();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("actor"),
                row.getString("address"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("before"),
                row.getString("after"),
                Columns.instant(row, "at"));
    }

    /** Everything that a row says, each part with its length in front, so that no two rows have the same bytes. */
    private static byte[] content(int subscriptionId, long sequence, AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(subscriptionId);
            out.writeLong(sequence);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
            for (String part : List.of(
                    entry.actor(), entry.address(), entry.action(), entry.subject(), entry.before(), entry.after())) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
