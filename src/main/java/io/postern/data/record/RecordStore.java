package io.postern.data.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.postern.foundation.store.Columns;
import io.postern.foundation.store.SqlArray;
import io.postern.foundation.wire.JsonBuffers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The SQL of records of one kind, for one caller, on one connection. */
final class RecordStore {
    private static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().recyclerPool(JsonBuffers.POOL).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader FIELDS = JSON.readerFor(new TypeReference<Map<String, Object>>() {});

    private final Handle handle;
    private final Schema schema;
    private final Reach reach;

    RecordStore(Handle handle, Schema schema, Reach reach) {
        this.handle = handle;
        this.schema = schema;
        this.reach = reach;
    }

    /** A record that is there, and what it is to become. */
    record Change(Row before, Row after) {}

    /** A row as it goes to the database. */
    private record Written(
            int id, @JsonProperty("partition_id") @Nullable Integer partition, Map<String, Object> fields) {}

    /** A value by which a record is found, as it goes to the database. */
    private record Kept(String field, int id, @Nullable String value) {}

    /**
     * The record with an id, if the caller reaches it. Not a case of {@link #read}: PostgreSQL keeps the plan for one id, and makes a new one
     * for each list of them, which costs several times as much as the reading.
     */
    Optional<Row> byId(int id) {
        return query("""
                        SELECT id, {partition} AS partition_id, fields, created_at, updated_at FROM {table}
                         WHERE subscription_id = :subscription AND {reached} AND id = :id
                        """).bind("id", id).map((row, context) -> row(row)).findOne();
    }

    /** The records with these ids that the caller reaches, by id. */
    List<Row> read(Collection<Integer> ids) {
        return query("""
                        SELECT id, {partition} AS partition_id, fields, created_at, updated_at FROM {table}
                         WHERE subscription_id = :subscription AND {reached} AND id = ANY (:ids)
                         ORDER BY id
                        """)
                .bind("ids", SqlArray.integers(ids))
                .map((row, context) -> row(row))
                .list();
    }

    /** The ids of records with one of these keys that the caller reaches, in no order; at most {@code limit}. */
    List<Integer> find(KeyRule rule, Collection<String> keys, int limit) {
        Optional<String> column = column(rule);
        return column.isPresent()
                ? query("""
                                SELECT id FROM {table}
                                 WHERE subscription_id = :subscription AND {reached} AND {column} = ANY (:keys)
                                 LIMIT :limit
                                """.replace("{column}", column.get()))
                        .bind("keys", keys(rule, keys))
                        .bind("limit", limit)
                        .mapTo(Integer.class)
                        .list()
                : query("""
                                SELECT id FROM {table}
                                 WHERE subscription_id = :subscription AND {reached}
                                   AND id IN (SELECT record_id FROM record_value
                                               WHERE subscription_id = :subscription AND kind = :of AND field = :field
                                                 AND value = ANY (:keys))
                                 LIMIT :limit
                                """)
                        .bind("of", schema.kind().name())
                        .bind("field", rule.name())
                        .bind("keys", SqlArray.texts(keys))
                        .bind("limit", limit)
                        .mapTo(Integer.class)
                        .list();
    }

    /**
     * Waits until no other transaction works with one of these keys, and keeps others waiting until this one ends. Locks are
     * taken in the order of their numbers, so that two transactions never wait for each other.
     */
    void lockKeys(KeyRule rule, Collection<String> keys) {
        String prefix = schema.kind().name() + "/" + reach.subscriptionId() + "/" + rule.name() + "/";
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

    /** All records with one of these keys, also beyond the caller's reach, by id, locked until the transaction ends. */
    List<Row> lock(KeyRule rule, Collection<String> keys) {
        Optional<String> column = column(rule);
        return column.isPresent()
                ? query("""
                                SELECT id, {partition} AS partition_id, fields, created_at, updated_at FROM {table}
                                 WHERE subscription_id = :subscription AND {all} AND {column} = ANY (:keys)
                                 ORDER BY id
                                   FOR UPDATE
                                """.replace("{column}", column.get()))
                        .bind("keys", keys(rule, keys))
                        .map((row, context) -> row(row))
                        .list()
                : query("""
                                SELECT id, {partition} AS partition_id, fields, created_at, updated_at FROM {table}
                                 WHERE subscription_id = :subscription AND {all}
                                   AND id IN (SELECT record_id FROM record_value
                                               WHERE subscription_id = :subscription AND kind = :of AND field = :field
                                                 AND value = ANY (:keys))
                                 ORDER BY id
                                   FOR UPDATE
                                """)
                        .bind("of", schema.kind().name())
                        .bind("field", rule.name())
                        .bind("keys", SqlArray.texts(keys))
                        .map((row, context) -> row(row))
                        .list();
    }

    /** Takes ids for new records, rising; they are never used again. */
    List<Integer> takeIds(int count) {
        return count == 0
                ? List.of()
                : handle.createQuery("SELECT nextval(:sequence::regclass) FROM generate_series(1, :count)")
                        .bind("sequence", schema.kind().table().name() + "_id")
                        .bind("count", count)
                        .mapTo(Integer.class)
                        .list();
    }

    /** Adds records. */
    void insert(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        update("""
                        INSERT INTO {table} (subscription_id, {section}, id, fields, created_at, updated_at)
                        SELECT :subscription, {written}, given.id, given.fields, :at, :at
                          FROM jsonb_to_recordset(:rows::jsonb) AS given (id integer, partition_id integer, fields jsonb)
                        """)
                .bind("rows", written(rows))
                .bind("at", rows.getFirst().createdAt())
                .execute();
        List<Kept> kept = new ArrayList<>();
        rows.forEach(row -> schema.kept().forEach(rule -> {
            @Nullable String value = rule.key(row);
            if (value != null) {
                kept.add(new Kept(rule.name(), row.id(), value));
            }
        }));
        keep(kept);
    }

    /** Writes the fields of records that this transaction has locked. */
    void update(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        update("""
                        UPDATE {table} SET fields = given.fields, updated_at = :at
                          FROM jsonb_to_recordset(:rows::jsonb) AS given (id integer, fields jsonb)
                         WHERE {table}.subscription_id = :subscription AND {all} AND {table}.id = given.id
                        """)
                .bind("rows", written(changes.stream().map(Change::after).toList()))
                .bind("at", changes.getFirst().after().updatedAt())
                .execute();
        List<Kept> changed = new ArrayList<>();
        changes.forEach(change -> schema.kept().forEach(rule -> {
            @Nullable String after = rule.key(change.after());
            if (!Objects.equals(rule.key(change.before()), after)) {
                changed.add(new Kept(rule.name(), change.after().id(), after));
            }
        }));
        if (!changed.isEmpty()) {
            handle.createUpdate("""
                            DELETE FROM record_value AS held
                             USING jsonb_to_recordset(:changed::jsonb) AS given (field text, id integer)
                             WHERE held.subscription_id = :subscription AND held.kind = :of
                               AND held.record_id = given.id AND held.field = given.field
                            """)
                    .bind("changed", json(changed))
                    .bind("subscription", reach.subscriptionId())
                    .bind("of", schema.kind().name())
                    .execute();
            keep(changed.stream().filter(each -> each.value() != null).toList());
        }
    }

    /** Removes records. */
    void delete(Collection<Integer> ids) {
        if (ids.isEmpty()) {
            return;
        }
        update("DELETE FROM {table} WHERE subscription_id = :subscription AND {all} AND id = ANY (:ids)")
                .bind("ids", SqlArray.integers(ids))
                .execute();
        if (!schema.kept().isEmpty()) {
            handle.createUpdate("""
                            DELETE FROM record_value
                             WHERE subscription_id = :subscription AND kind = :of AND record_id = ANY (:ids)
                            """)
                    .bind("subscription", reach.subscriptionId())
                    .bind("of", schema.kind().name())
                    .bind("ids", SqlArray.integers(ids))
                    .execute();
        }
    }

    private void keep(List<Kept> values) {
        if (values.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO record_value (subscription_id, kind, record_id, field, value)
                        SELECT :subscription, :of, given.id, given.field, given.value
                          FROM jsonb_to_recordset(:values::jsonb) AS given (field text, id integer, value text)
                        """)
                .bind("subscription", reach.subscriptionId())
                .bind("of", schema.kind().name())
                .bind("values", json(values))
                .execute();
    }

    /** The column of the table by which records are found; empty when that is the table of values. */
    private static Optional<String> column(KeyRule rule) {
        return rule.single().flatMap(field -> switch (field.storage()) {
            case Storage.Column column ->
                Optional.of(
                        column == Storage.Column.PARTITION
                                ? "partition_id"
                                : column.name().toLowerCase(Locale.ROOT));
            case Storage.Json(Optional<String> column) -> column;
            case Storage.Computed computed -> Optional.empty();
        });
    }

    private static Argument keys(KeyRule rule, Collection<String> keys) {
        return rule.fields().getFirst().storage() instanceof Storage.Column
                ? SqlArray.integers(keys.stream().map(Integer::valueOf).toList())
                : SqlArray.texts(keys);
    }

    private Query query(String sql) {
        String own = schema.kind().table().sql(sql);
        return bound(handle.createQuery(own), own);
    }

    private Update update(String sql) {
        String own = schema.kind().table().sql(sql);
        return bound(handle.createUpdate(own), own);
    }

    private <S extends SqlStatement<S>> S bound(S statement, String sql) {
        statement.bind("subscription", reach.subscriptionId());
        if (sql.contains(":kind")) {
            statement.bind("kind", schema.kind().name());
        }
        if (sql.contains(":partitions")) {
            statement.bind("partitions", SqlArray.integers(reach.partitions()));
        }
        return statement;
    }

    private static String written(List<Row> rows) {
        return json(rows.stream()
                .map(row -> new Written(row.id(), row.partition(), row.fields()))
                .toList());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("id"),
                row.getObject("partition_id", Integer.class),
                fields(row.getString("fields")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    private static Map<String, Object> fields(String json) {
        try {
            return FIELDS.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record in the database is not JSON", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record cannot be written as JSON", e);
        }
    }
}
