package io.postern.data.record;

import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record of a sync after its values were read. */
sealed interface Sent {

    /**
     * All its values can be stored.
     *
     * @param key by which its record is looked up; null where none is looked for
     * @param values null clears the field
     */
    record Readable(@Nullable String key, Map<Field, @Nullable Object> values) implements Sent {}

    /** It is left out. */
    record Unreadable(ApiError reason) implements Sent {}

    /** Reads a record; of several mistakes the first is told. */
    static Sent read(Map<Field, @Nullable Object> record, SyncRequest request) {
        Map<Field, @Nullable Object> values = new LinkedHashMap<>();
        @Nullable Object id = null;
        for (Map.Entry<Field, @Nullable Object> member : record.entrySet()) {
            Field field = member.getKey();
            @Nullable Object given = member.getValue();
            boolean names = field.equals(request.schema().idField());
            if (names && (given == null || given.equals(""))) {
                continue;
            }
            if (names && !request.mayNameId()) {
                return unreadable(
                        "Field '" + field.name()
                                + "' may be given only where records are found by it, and with action updateOnly or createOrUpdate");
            }
            switch (names ? FieldValues.parse(field, given) : FieldValues.read(field, given)) {
                case Reading.Value(Object stored) when names -> id = stored;
                case Reading.Value(Object stored) -> values.put(field, stored);
                case Reading.Problem problem -> {
                    return new Unreadable(problem.reason());
                }
            }
        }
        return request.action() == SyncAction.CREATE_DUPLICATE
                ? new Readable(null, values)
                : withKey(request.rule(), id, values);
    }

    private static Sent withKey(KeyRule rule, @Nullable Object id, Map<Field, @Nullable Object> values) {
        @Nullable String key = rule.byId() ? (id == null ? null : id.toString()) : rule.key(values);
        return key == null
                ? unreadable("Lookup field '" + rule.name() + "' has no value; give every record one")
                : new Readable(key, values);
    }

    private static Sent unreadable(String text) {
        return new Unreadable(ApiError.withText(ErrorCode.INVALID_DATA, text));
    }
}
