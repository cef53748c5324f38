package io.postern.data.leads;

import io.postern.data.record.Field;
import io.postern.data.record.Outcome;
import io.postern.data.record.Reach;
import io.postern.data.record.RecordIds;
import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One deletion in its transaction: the leads of all records are locked at once and removed at once. */
final class LeadDeletion {
    private final Reach reach;
    private final Partitions partitions;
    private final Map<Integer, Lead> found;
    private final Set<Integer> deleted = new TreeSet<>();

    private LeadDeletion(Reach reach, Partitions partitions, Map<Integer, Lead> found) {
        this.reach = reach;
        this.partitions = partitions;
        this.found = found;
    }

    /** Deletes the leads that the records name; the outcomes are in the order of the records. */
    static List<Outcome> run(
            Handle handle, Reach reach, List<? extends Map<String, ? extends @Nullable Object>> records) {
        Set<Integer> ids = new TreeSet<>();
        for (Map<String, ? extends @Nullable Object> record : records) {
            id(record).ifPresent(ids::add);
        }
        Map<Integer, Lead> found = new HashMap<>();
        LeadStore.lockByIds(handle, reach.subscriptionId(), ids).forEach(lead -> found.put(lead.id(), lead));

        LeadDeletion deletion = new LeadDeletion(reach, new Partitions(handle, reach), found);
        List<Outcome> outcomes = new ArrayList<>();
        for (Map<String, ? extends @Nullable Object> record : records) {
            outcomes.add(deletion.take(record));
        }
        LeadStore.delete(handle, reach.subscriptionId(), deletion.deleted);
        return outcomes;
    }

    private Outcome take(Map<String, ? extends @Nullable Object> record) {
        @Nullable Object given = given(record);
        if (given == null || given.equals("")) {
            return new Outcome.Skipped(null, ApiError.of(ErrorCode.MISSING_VALUE, Field.ID));
        }
        if (!RecordIds.isNumber(given.toString().strip())) {
            return new Outcome.Skipped(null, ApiError.of(ErrorCode.INVALID_VALUE, String.valueOf(given), "Integer"));
        }
        @Nullable Integer id = id(record).orElse(null);
        @Nullable Lead lead = id == null || deleted.contains(id) ? null : found.get(id);
        if (lead == null) {
            return new Outcome.Skipped(id, ApiError.of(ErrorCode.LEAD_NOT_FOUND));
        }
        if (!reach.includes(lead.partitionId())) {
            return new Outcome.Skipped(id, partitions.accessDenied(lead.partitionId()));
        }
        deleted.add(lead.id());
        return new Outcome.Deleted(lead.id());
    }

    /** What a record gives for the id, however it spells it; of two spellings the last one counts. */
    private static @Nullable Object given(Map<String, ? extends @Nullable Object> record) {
        @Nullable Object given = null;
        for (Map.Entry<String, ? extends @Nullable Object> member : record.entrySet()) {
            if (member.getKey().equalsIgnoreCase(Field.ID)) {
                given = member.getValue();
            }
        }
        return given;
    }

    private static Optional<Integer> id(Map<String, ? extends @Nullable Object> record) {
        return Optional.ofNullable(given(record))
                .map(given -> given.toString().strip())
                .filter(RecordIds::isNumber)
                .flatMap(RecordIds::read);
    }
}
