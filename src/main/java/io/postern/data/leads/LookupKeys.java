package io.postern.data.leads;

import io.postern.data.record.Field;
import io.postern.data.record.FieldValues;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form of a value in which leads are compared by it: of an e-mail address that without regard to case, of any other
 * field the value as stored.
 */
final class LookupKeys {
    private LookupKeys() {}

    /** The key of a value that a record gives. */
    static Object of(Field lookup, Object stored) {
        return lookup.name().equals(Field.EMAIL)
                ? Objects.requireNonNull(FieldValues.emailKey(stored), "a stored address is not blank")
                : stored;
    }

    /** The key of a lead; null when it has no value for the field. */
    static @Nullable Object of(Field lookup, Lead lead) {
        @Nullable Object value = lead.value(lookup);
        return value == null ? null : of(lookup, value);
    }
}
