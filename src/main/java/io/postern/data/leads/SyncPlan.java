package io.postern.data.leads;

import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sync that can be carried out: everything that would refuse it as a whole has been checked.
 *
 * @param partition where new leads go, and where found ones must be; null leaves both open
 * @param records as sent; every field in them exists
 */
record SyncPlan(
        SyncAction action, LeadField lookup, @Nullable Integer partition, List<Map<String, @Nullable Object>> records) {

    /**
     * Checks a request.
     *
     * @throws Refusal 1002, 1003, 1006, 1008, 1009 or 1011, as {@link Leads#sync} says
     */
    static SyncPlan of(SyncRequest request, Reach reach, StandardFields fields) {
        List<Map<String, @Nullable Object>> records = InputList.records(request.input());
        SyncAction action = SyncAction.named(request.action());
        LeadField lookup = lookup(request.lookupField(), fields);
        @Nullable String partitionName = request.partitionName();
        @Nullable
        Integer partition = partitionName == null || partitionName.isBlank() ? null : reach.named(partitionName);
        records.forEach(record -> record.keySet().forEach(fields::require));
        return new SyncPlan(action, lookup, partition, records);
    }

    private static LeadField lookup(@Nullable String name, StandardFields fields) {
        LeadField field = fields.require(name == null || name.isBlank() ? LeadField.EMAIL : name.strip());
        if (!field.usableForLookup()) {
            throw Refusal.with(ErrorCode.FIELD_NOT_SUPPORTED, field.name());
        }
        return field;
    }

    /** Whether records name their leads by id. */
    boolean byId() {
        return lookup.name().equals(LeadField.ID);
    }
}
