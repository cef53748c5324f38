package io.postern.data.leads;

import io.postern.data.record.Field;
import io.postern.data.record.FieldValues;
import io.postern.data.record.Reading;
import io.postern.data.record.SyncAction;
import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record of a sync after its values were read. */
sealed interface SyncRecord {

    /**
     * All its values can be stored.
     *
     * @param key by which its lead is looked up, see {@link LookupKeys}; null where no lead is looked for
     * @param values by field name; null clears the field
     */
    record Readable(@Nullable Object key, Map<String, @Nullable Object> values) implements SyncRecord {}

    /** It is left out. */
    record Unreadable(ApiError reason) implements SyncRecord {}

    /** Reads a record of a plan; of several mistakes the first is told. */
    static SyncRecord read(Map<String, @Nullable Object> record, SyncPlan plan, StandardFields fields) {
        boolean mayNameId = plan.action() == SyncAction.UPDATE_ONLY && plan.byId();
        if (record.containsKey(Field.ID) && !mayNameId) {
            return unreadable("Field 'id' may be given only with action updateOnly and lookupField id");
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : record.entrySet()) {
            if (entry.getKey().equals(Field.ID)) {
                continue;
            }
            switch (FieldValues.read(fields.require(entry.getKey()), entry.getValue())) {
                case Reading.Value(Object stored) -> values.put(entry.getKey(), stored);
                case Reading.Problem problem -> {
                    return new Unreadable(problem.reason());
                }
            }
        }
        return plan.action() == SyncAction.CREATE_DUPLICATE
                ? new Readable(null, values)
                : withKey(plan.lookup(), record, values);
    }

    private static SyncRecord withKey(
            Field lookup, Map<String, @Nullable Object> record, Map<String, @Nullable Object> values) {
        @Nullable Object stored = values.get(lookup.name());
        if (lookup.name().equals(Field.ID)) {
            switch (FieldValues.parse(lookup, record.get(Field.ID))) {
                case Reading.Value(Object id) -> stored = id;
                case Reading.Problem problem -> {
                    return new Unreadable(problem.reason());
                }
            }
        }
        return stored == null
                ? unreadable("Lookup field '" + lookup.name() + "' has no value; give every record one")
                : new Readable(LookupKeys.of(lookup, stored), values);
    }

    private static SyncRecord unreadable(String text) {
        return new Unreadable(ApiError.withText(ErrorCode.INVALID_DATA, text));
    }
}
