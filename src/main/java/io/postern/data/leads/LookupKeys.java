package io.postern.data.leads;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form of a value in which leads are compared by it: of an e-mail address that without regard to case, of any other
 * field the value as stored.
 */
final class LookupKeys {
    private LookupKeys() {}

    /** The key of a value that a record gives. */
    static Object of(LeadField lookup, Object stored) {
        return lookup.name().equals(LeadField.EMAIL)
                ? Objects.requireNonNull(LeadValues.emailKey(stored), "a stored address is not blank")
                : stored;
    }

    /** The key of a lead; null when it has no value for the field. */
    static @Nullable Object of(LeadField lookup, Lead lead) {
        @Nullable Object value = lead.value(lookup);
        return value == null ? null : of(lookup, value);
    }
}
