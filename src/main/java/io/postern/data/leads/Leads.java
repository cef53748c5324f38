package io.postern.data.leads;

import io.postern.data.record.Field;
import io.postern.data.record.Outcome;
import io.postern.data.record.Reach;
import io.postern.data.record.RecordIds;
import io.postern.data.record.RecordPage;
import io.postern.foundation.store.Store;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Input;
import io.postern.foundation.wire.PagingTokens;
import io.postern.foundation.wire.Refusal;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The leads of all subscriptions, as integrations read and change them. Thread safe. */
@Singleton
public final class Leads {
    /** The most records that one call takes, and the most leads that one page holds. */
    public static final int MOST_RECORDS = 300;

    /** The most leads that a filter may match. */
    static final int MOST_MATCHES = 1000;

    private final Store store;
    private final StandardFields fields;
    private final PagingTokens tokens;
    private final InstantSource clock;

    public Leads(Store store, StandardFields fields, PagingTokens tokens, InstantSource clock) {
        this.store = store;
        this.fields = fields;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Makes and changes leads, all records or, on a failure, none. Calls that run at the same time with the same lookup
     * values wait for each other.
     *
     * @return an outcome a record, in the order of the records
     * @throws Refusal 1002 without records; 1003 with more than 300, with one that is not an object, or with an unknown
     *     action; 1006 when the lookup field or a field of any record is unknown; 1008 or 1009 when the partition is out of
     *     reach or unknown; 1011 when leads cannot be found by the lookup field
     */
    public List<Outcome> sync(Reach reach, Input input) {
        SyncPlan plan = SyncPlan.of(input, reach, fields);
        List<SyncRecord> records = new ArrayList<>();
        for (Map<String, @Nullable Object> record : plan.records()) {
            records.add(SyncRecord.read(record, plan, fields));
        }
        return store.inTransaction(handle -> LeadSync.run(handle, reach, plan, records, clock));
    }

    /**
     * Deletes leads by id.
     *
     * @param records with a member {@code id}
     * @return an outcome a record, in the order of the records; a record whose id is missing, no number, or names no lead is
     *     skipped
     * @throws Refusal 1002 without records; 1003 with more than 300, or with one that is not an object
     */
    public List<Outcome> delete(Reach reach, List<? extends Map<String, ? extends @Nullable Object>> records) {
        if (records.isEmpty()) {
            throw Refusal.with(ErrorCode.MISSING_VALUE, "input");
        }
        Input.requireAtMost(records.size(), MOST_RECORDS);
        return store.inTransaction(handle -> LeadDeletion.run(handle, reach, records));
    }

    /**
     * One lead with the fields asked for.
     *
     * @param id as the caller wrote it
     * @param fieldNames none for the usual ones
     * @return empty when there is no such lead, or only out of reach
     * @throws Refusal 1001 when the id is no whole number; 1006 when a field is unknown
     */
    public List<Map<String, @Nullable Object>> byId(Reach reach, String id, List<String> fieldNames) {
        List<Field> shown = fields.shown(fieldNames);
        return RecordIds.read(id)
                .flatMap(number -> store.with(
                        handle -> LeadStore.byId(handle, reach.subscriptionId(), reach.partitions(), number)))
                .map(lead -> List.of(lead.view(shown)))
                .orElse(List.of());
    }

    /**
     * The leads within reach that match a filter, by rising id, one page of them.
     *
     * @param input {@code filterType} and {@code filterValues}; also {@code fields}, {@code batchSize} (1 to 300) and
     *     {@code nextPageToken}
     * @throws Refusal 1001 when a value is not of the filter's type; 1002 without filter or values; 1003 with more than 300
     *     values, a wrong page size, a token of another query, or more than 1,000 matches; 1006 when the filter or a field is
     *     unknown; 1011 when leads cannot be found by the filter; 1012 when a value of the filter cookies is not a cookie
     */
    public RecordPage query(Reach reach, Input input) {
        LeadQuery query = LeadQuery.of(input, fields);
        String scope = "leads " + reach.subscriptionId() + " " + query.scope();
        @Nullable String token = query.token();
        int after = token == null ? Integer.MIN_VALUE : Integer.parseInt(tokens.position(scope, token));
        return store.with(handle -> {
            Set<Integer> matches = matches(handle, reach, query.filter());
            List<Integer> left = matches.stream().filter(id -> id > after).toList();
            List<Integer> page = left.subList(0, Math.min(query.batchSize(), left.size()));
            List<Map<String, @Nullable Object>> leads =
                    LeadStore.byIds(handle, reach.subscriptionId(), reach.partitions(), page).stream()
                            .map(lead -> lead.view(query.fields()))
                            .toList();
            boolean more = left.size() > page.size();
            return new RecordPage(leads, more ? tokens.of(scope, Integer.toString(page.getLast())) : null);
        });
    }

    /** All fields that leads have, in the order of describe. */
    public List<Field> fields() {
        return fields.all();
    }

    private static Set<Integer> matches(Handle handle, Reach reach, LeadFilter filter) {
        int subscription = reach.subscriptionId();
        Set<Integer> partitions = reach.partitions();
        int limit = MOST_MATCHES + 1;
        List<Integer> found = switch (filter) {
            case LeadFilter.ByIds(List<Integer> ids) -> LeadStore.idsById(handle, subscription, partitions, ids);
            case LeadFilter.ByEmail(List<String> keys) ->
                LeadStore.idsByEmail(handle, subscription, partitions, keys, limit);
            case LeadFilter.ByPartition(Set<Integer> wanted) -> {
                Set<Integer> both = new TreeSet<>(wanted);
                both.retainAll(partitions);
                yield LeadStore.idsByPartition(handle, subscription, both, limit);
            }
            case LeadFilter.ByField(Field field, List<Object> values) ->
                LeadStore.idsByField(handle, subscription, partitions, field, values, limit);
            case LeadFilter.Nothing() -> List.of();
        };
        if (found.size() > MOST_MATCHES) {
            throw Refusal.withText(ErrorCode.INVALID_DATA, "Too many results match the filter");
        }
        return new TreeSet<>(found);
    }
}
