package io.postern.data.record;

import io.postern.access.subscription.SubscriptionClock;
import io.postern.foundation.store.Store;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Input;
import io.postern.foundation.wire.PagingTokens;
import io.postern.foundation.wire.Refusal;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The records of all kinds and subscriptions, as integrations read and change them. Thread safe. */
@Singleton
public final class Records {
    /** The most records that one call takes, and the most that one page holds. */
    public static final int MOST_RECORDS = 300;

    /** The most records that a filter may match. */
    static final int MOST_MATCHES = 1000;

    private final Store store;
    private final Schemas schemas;
    private final PagingTokens tokens;
    private final SubscriptionClock clock;

    public Records(Store store, Schemas schemas, PagingTokens tokens, SubscriptionClock clock) {
        this.store = store;
        this.schemas = schemas;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Makes and changes records, all of a call or, on a failure, none. Calls that run at the same time with the same keys wait for
     * each other.
     *
     * @return an outcome a record, in the order of the records
     * @throws Refusal 1002 without records; 1003 with more than 300, with one that is not an object, with an unknown action, or
     *     with one that cannot be; 1006 when a field is unknown; 1008 or 1009 when the partition is out of reach or unknown; 1011
     *     when records cannot be found by the lookup field
     */
    public List<Outcome> sync(Kind kind, Reach reach, Input input) {
        SyncRequest request = SyncRequest.of(input, reach, schema(kind, reach));
        List<Sent> records = request.records().stream()
                .map(record -> Sent.read(record, request))
                .toList();
        return store.inTransaction(handle -> Sync.run(handle, reach, request, records, clock));
    }

    /**
     * Deletes the records of a call, found by what its {@code deleteBy} says.
     *
     * @return an outcome a record, in the order of the records
     * @throws Refusal 1002 without records; 1003 with more than 300, or with one that is not an object
     */
    public List<Outcome> delete(Kind kind, Reach reach, Input input) {
        Schema schema = schema(kind, reach);
        KeyRule rule = DedupeBy.of(input, "deleteBy").rule(schema);
        return delete(reach, schema, rule, input.records("input", MOST_RECORDS));
    }

    /**
     * Deletes records by id.
     *
     * @param records with a member of the name of the id field
     * @return an outcome a record, in the order of the records; a record whose id is missing, no number, or names none is skipped
     * @throws Refusal 1002 without records; 1003 with more than 300
     */
    public List<Outcome> deleteById(
            Kind kind, Reach reach, List<? extends Map<String, ? extends @Nullable Object>> records) {
        Schema schema = schema(kind, reach);
        return delete(reach, schema, schema.byId(), records);
    }

    private List<Outcome> delete(
            Reach reach, Schema schema, KeyRule rule, List<? extends Map<String, ? extends @Nullable Object>> records) {
        if (records.isEmpty()) {
            throw Refusal.with(ErrorCode.MISSING_VALUE, "input");
        }
        Input.requireAtMost(records.size(), MOST_RECORDS);
        return store.inTransaction(handle -> Deletion.run(handle, reach, schema, rule, records));
    }

    /**
     * One record with the fields asked for.
     *
     * @param id as the caller wrote it
     * @param fieldNames none for the usual ones
     * @return empty when there is no such record, or only out of reach
     * @throws Refusal 1001 when the id is no whole number; 1006 when a field is unknown
     */
    public List<Map<String, @Nullable Object>> byId(Kind kind, Reach reach, String id, List<String> fieldNames) {
        Schema schema = schema(kind, reach);
        List<Field> shown = schema.shown(fieldNames);
        return RecordIds.read(id)
                .flatMap(number -> store.with(handle -> new RecordStore(handle, schema, reach).byId(number)))
                .map(row -> row.view(shown))
                .map(List::of)
                .orElse(List.of());
    }

    /**
     * The records within reach that match a filter, by rising id, one page of them.
     *
     * @param input {@code filterType} and {@code filterValues}; also {@code fields}, {@code batchSize} (1 to 300) and
     *     {@code nextPageToken}
     * @throws Refusal 1001 when a value is not of the filter's type; 1002 without filter or values; 1003 with more than 300
     *     values, a wrong page size, a token of another query, or more than 1,000 matches; 1006 when the filter or a field is
     *     unknown; 1011 when records cannot be found by the filter; 1012 when a value of the filter cookies is not a cookie
     */
    public RecordPage query(Kind kind, Reach reach, Input input) {
        Schema schema = schema(kind, reach);
        RecordQuery query = RecordQuery.of(input, schema);
        String scope = kind.name() + " " + reach.subscriptionId() + " " + query.scope();
        @Nullable String token = query.token();
        int after = token == null ? Integer.MIN_VALUE : Integer.parseInt(tokens.position(scope, token));
        return store.with(handle -> {
            RecordStore rows = new RecordStore(handle, schema, reach);
            List<Integer> found =
                    query.keys().isEmpty() ? List.of() : rows.find(query.rule(), query.keys(), MOST_MATCHES + 1);
            if (found.size() > MOST_MATCHES) {
                throw Refusal.withText(ErrorCode.INVALID_DATA, "Too many results match the filter");
            }
            List<Integer> left =
                    new TreeSet<>(found).stream().filter(id -> id > after).toList();
            List<Integer> page = left.subList(0, Math.min(query.batchSize(), left.size()));
            boolean more = left.size() > page.size();
            return new RecordPage(
                    shown(rows.read(page), schema, query.fields()),
                    more ? tokens.of(scope, Integer.toString(page.getLast())) : null);
        });
    }

    /** The fields that records of a kind have in the subscription of a caller. */
    public Schema schema(Kind kind, Reach reach) {
        return schemas.of(kind, reach.subscriptionId());
    }

    private static List<Map<String, @Nullable Object>> shown(List<Row> rows, Schema schema, List<Field> fields) {
        List<Map<String, @Nullable Object>> shown = rows.stream()
                .map(row -> fields.isEmpty() ? populated(row, schema) : row.view(fields))
                .toList();
        return schema.kind().family() == Kind.Family.OBJECTS ? numbered(shown) : shown;
    }

    private static Map<String, @Nullable Object> populated(Row row, Schema schema) {
        Map<String, @Nullable Object> view = row.view(schema.fields());
        view.values().removeIf(value -> value == null);
        return view;
    }

    private static List<Map<String, @Nullable Object>> numbered(List<Map<String, @Nullable Object>> rows) {
        List<Map<String, @Nullable Object>> numbered = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            Map<String, @Nullable Object> element = new LinkedHashMap<>();
            element.put("seq", numbered.size());
            element.putAll(row);
            numbered.add(element);
        }
        return numbered;
    }
}
