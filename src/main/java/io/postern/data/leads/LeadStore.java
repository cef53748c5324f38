package io.postern.data.leads;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.postern.data.record.Field;
import io.postern.data.record.FieldValues;
import io.postern.foundation.store.Columns;
import io.postern.foundation.store.SqlArray;
import io.postern.foundation.wire.JsonBuffers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of leads. */
final class LeadStore {
    private static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().recyclerPool(JsonBuffers.POOL).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader FIELDS = JSON.readerFor(new TypeReference<Map<String, Object>>() {});

    private LeadStore() {}

    /** The lead with an id in one of these partitions. */
    static Optional<Lead> byId(Handle handle, int subscriptionId, Set<Integer> partitions, int id) {
        return handle.createQuery("""
                        SELECT id, partition_id, fields, created_at, updated_at FROM lead
                         WHERE subscription_id = :subscription AND id = :id AND partition_id = ANY (:partitions)
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", id)
                .bind("partitions", SqlArray.integers(partitions))
                .map((row, context) -> lead(row))
                .findOne();
    }

    /** The leads with these ids in these partitions, by id. */
    static List<Lead> byIds(Handle handle, int subscriptionId, Set<Integer> partitions, List<Integer> ids) {
        return handle.createQuery("""
                        SELECT id, partition_id, fields, created_at, updated_at FROM lead
                         WHERE subscription_id = :subscription AND id = ANY (:ids) AND partition_id = ANY (:partitions)
                         ORDER BY id
                        """)
                .bind("subscription", subscriptionId)
                .bind("ids", SqlArray.integers(ids))
                .bind("partitions", SqlArray.integers(partitions))
                .map((row, context) -> lead(row))
                .list();
    }

    /** Which of these ids leads in these partitions have, in no order. */
    static List<Integer> idsById(Handle handle, int subscriptionId, Set<Integer> partitions, Collection<Integer> ids) {
        return handle.createQuery("""
                        SELECT id FROM lead
                         WHERE subscription_id = :subscription AND id = ANY (:ids) AND partition_id = ANY (:partitions)
                        """)
                .bind("subscription", subscriptionId)
                .bind("ids", SqlArray.integers(ids))
                .bind("partitions", SqlArray.integers(partitions))
                .mapTo(Integer.class)
                .list();
    }

    /** The ids of leads with one of these e-mail keys, in no order; at most {@code limit}. */
    static List<Integer> idsByEmail(
            Handle handle, int subscriptionId, Set<Integer> partitions, Collection<String> keys, int limit) {
        return handle.createQuery("""
                        SELECT id FROM lead
                         WHERE subscription_id = :subscription AND email_key = ANY (:keys)
                           AND partition_id = ANY (:partitions)
                         LIMIT :limit
                        """)
                .bind("subscription", subscriptionId)
                .bind("keys", SqlArray.texts(keys))
                .bind("partitions", SqlArray.integers(partitions))
                .bind("limit", limit)
                .mapTo(Integer.class)
                .list();
    }

    /** The ids of leads in these partitions, in no order; at most {@code limit}. */
    static List<Integer> idsByPartition(Handle handle, int subscriptionId, Set<Integer> partitions, int limit) {
        return handle.createQuery("""
                        SELECT id FROM lead
                         WHERE subscription_id = :subscription AND partition_id = ANY (:partitions)
                         LIMIT :limit
                        """)
                .bind("subscription", subscriptionId)
                .bind("partitions", SqlArray.integers(partitions))
                .bind("limit", limit)
                .mapTo(Integer.class)
                .list();
    }

    /** The ids of leads with one of these values in a field, in no order; at most {@code limit}. */
    static List<Integer> idsByField(
            Handle handle, int subscriptionId, Set<Integer> partitions, Field field, Collection<?> values, int limit) {
        return handle.createQuery("""
                        SELECT lead.id FROM jsonb_array_elements(:values::jsonb) AS wanted (value)
                          JOIN lead ON lead.fields @> jsonb_build_object(:field::text, wanted.value)
                         WHERE lead.subscription_id = :subscription AND lead.partition_id = ANY (:partitions)
                         LIMIT :limit
                        """)
                .bind("values", json(values))
                .bind("field", field.name())
                .bind("subscription", subscriptionId)
                .bind("partitions", SqlArray.integers(partitions))
                .bind("limit", limit)
                .mapTo(Integer.class)
                .list();
    }

    /**
     * Waits until no other transaction works with one of these keys, and keeps others waiting until this one ends. Locks are
     * taken in the order of their numbers, so that two transactions never wait for each other.
     */
    static void lockKeys(Handle handle, int subscriptionId, Field lookup, Set<Object> keys) {
        String prefix = "lead/" + subscriptionId + "/" + lookup.name() + "/";
        handle.createQuery("""
                        SELECT pg_advisory_xact_lock(number)
                          FROM (SELECT DISTINCT hashtextextended(key, 0) AS number FROM unnest(:keys) AS given (key)
                                 ORDER BY number) AS numbers
                        """)
                .bind(
                        "keys",
                        SqlArray.texts(keys.stream().map(key -> prefix + key).toList()))
                .map((row, context) -> true)
                .list();
    }

    /** The leads of all partitions with one of these keys, by id, locked until the transaction ends. */
    static List<Lead> lockLeads(Handle handle, int subscriptionId, Field lookup, Set<Object> keys) {
        return switch (lookup.name()) {
            case Field.ID ->
                lockByIds(
                        handle,
                        subscriptionId,
                        keys.stream().map(Integer.class::cast).toList());
            case Field.EMAIL -> lockByEmail(handle, subscriptionId, keys);
            default -> lockByField(handle, subscriptionId, lookup, keys);
        };
    }

    /** The leads of all partitions with these ids, by id, locked until the transaction ends. */
    static List<Lead> lockByIds(Handle handle, int subscriptionId, Collection<Integer> ids) {
        return handle.createQuery("""
                        SELECT id, partition_id, fields, created_at, updated_at FROM lead
                         WHERE subscription_id = :subscription AND id = ANY (:ids)
                         ORDER BY id
                           FOR UPDATE
                        """)
                .bind("subscription", subscriptionId)
                .bind("ids", SqlArray.integers(ids))
                .map((row, context) -> lead(row))
                .list();
    }

    private static List<Lead> lockByEmail(Handle handle, int subscriptionId, Collection<?> keys) {
        return handle.createQuery("""
                        SELECT id, partition_id, fields, created_at, updated_at FROM lead
                         WHERE subscription_id = :subscription AND email_key = ANY (:keys)
                         ORDER BY id
                           FOR UPDATE
                        """)
                .bind("subscription", subscriptionId)
                .bind("keys", SqlArray.texts(keys))
                .map((row, context) -> lead(row))
                .list();
    }

    private static List<Lead> lockByField(Handle handle, int subscriptionId, Field field, Collection<?> values) {
        return handle.createQuery("""
                        SELECT lead.id, lead.partition_id, lead.fields, lead.created_at, lead.updated_at
                          FROM jsonb_array_elements(:values::jsonb) AS wanted (value)
                          JOIN lead ON lead.fields @> jsonb_build_object(:field::text, wanted.value)
                         WHERE lead.subscription_id = :subscription
                         ORDER BY lead.id
                           FOR UPDATE OF lead
                        """)
                .bind("values", json(values))
                .bind("field", field.name())
                .bind("subscription", subscriptionId)
                .map((row, context) -> lead(row))
                .list();
    }

    /** Takes ids for new leads, rising; they are never used again. */
    static List<Integer> takeIds(Handle handle, int count) {
        return count == 0
                ? List.of()
                : handle.createQuery("SELECT nextval('lead_id') FROM generate_series(1, :count)")
                        .bind("count", count)
                        .mapTo(Integer.class)
                        .list();
    }

    /** Adds leads. */
    static void insert(Handle handle, int subscriptionId, List<Lead> leads) {
        if (leads.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO lead (subscription_id, id, partition_id, email_key, fields, created_at, updated_at)
                        SELECT :subscription, id, partition_id, email_key, fields, :at, :at
                          FROM jsonb_to_recordset(:leads::jsonb)
                               AS given (id integer, partition_id integer, email_key text, fields jsonb)
                        """)
                .bind("subscription", subscriptionId)
                .bind("leads", rows(leads))
                .bind("at", leads.getFirst().createdAt())
                .execute();
    }

    /** Writes the fields of leads that this transaction has locked. */
    static void update(Handle handle, int subscriptionId, List<Lead> leads) {
        if (leads.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        UPDATE lead SET email_key = given.email_key, fields = given.fields, updated_at = :at
                          FROM jsonb_to_recordset(:leads::jsonb) AS given (id integer, email_key text, fields jsonb)
                         WHERE lead.subscription_id = :subscription AND lead.id = given.id
                        """)
                .bind("subscription", subscriptionId)
                .bind("leads", rows(leads))
                .bind("at", leads.getFirst().updatedAt())
                .execute();
    }

    /** Removes leads. */
    static void delete(Handle handle, int subscriptionId, Collection<Integer> ids) {
        handle.createUpdate("DELETE FROM lead WHERE subscription_id = :subscription AND id = ANY (:ids)")
                .bind("subscription", subscriptionId)
                .bind("ids", SqlArray.integers(ids))
                .execute();
    }

    private static String rows(List<Lead> leads) {
        return json(leads.stream()
                .map(lead -> {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("id", lead.id());
                    row.put("partition_id", lead.partitionId());
                    row.put("email_key", FieldValues.emailKey(lead.fields().get(Field.EMAIL)));
                    row.put("fields", lead.fields());
                    return row;
                })
                .toList());
    }

    private static Lead lead(ResultSet row) throws SQLException {
        return new Lead(
                row.getInt("id"),
                row.getInt("partition_id"),
                fields(row.getString("fields")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    private static Map<String, Object> fields(String json) {
        try {
            return FIELDS.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a lead in the database is not JSON", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a lead cannot be written as JSON", e);
        }
    }
}
