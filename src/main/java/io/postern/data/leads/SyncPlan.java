package io.postern.data.leads;

import io.postern.data.record.Field;
import io.postern.data.record.Reach;
import io.postern.data.record.SyncAction;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Input;
import io.postern.foundation.wire.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sync that can be carried out: everything that would refuse it as a whole has been checked.
 *
 * @param partition where new leads go, and where found ones must be; null leaves both open
 * @param records as sent, by the names of fields that exist
 */
record SyncPlan(
        SyncAction action, Field lookup, @Nullable Integer partition, List<Map<String, @Nullable Object>> records) {

    /**
     * Checks a request.
     *
     * @throws Refusal 1002, 1003, 1006, 1008, 1009 or 1011, as {@link Leads#sync} says
     */
    static SyncPlan of(Input input, Reach reach, StandardFields fields) {
        List<Map<String, @Nullable Object>> sent = input.records("input", Leads.MOST_RECORDS);
        SyncAction action =
                input.oneOf("action", SyncAction.class, SyncAction::wireName).orElse(SyncAction.CREATE_OR_UPDATE);
        Field lookup = fields.require(input.text("lookupField").optional().orElse(Field.EMAIL));
        if (!lookup.usableForLookup()) {
            throw Refusal.with(ErrorCode.FIELD_NOT_SUPPORTED, lookup.name());
        }
        @Nullable
        Integer partition =
                input.text("partitionName").optional().map(reach::named).orElse(null);
        List<Map<String, @Nullable Object>> records =
                sent.stream().map(fields::inOwnSpelling).toList();
        return new SyncPlan(action, lookup, partition, records);
    }

    /** Whether records name their leads by id. */
    boolean byId() {
        return lookup.name().equals(Field.ID);
    }
}
