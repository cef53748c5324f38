package io.postern.data.record;

import org.jspecify.annotations.Nullable;

/**
 * A field of a lead.
 *
 * @param id unique in the subscription
 * @param name the name in REST calls, for example {@code firstName}
 * @param length the most characters that a value may have; null where the type alone limits it
 * @param readOnly whether the server alone sets it
 * @param soapName the name in SOAP calls, for example {@code FirstName}
 * @param filterable whether leads can be found by it
 */
public record Field(
        int id,
        String name,
        String displayName,
        FieldType type,
        @Nullable Integer length,
        boolean readOnly,
        String soapName,
        boolean filterable) {
    public static final String ID = "id";
    public static final String EMAIL = "email";
    public static final String PARTITION = "leadPartitionId";
    public static final String COOKIES = "cookies";
    public static final String FULL_NAME = "mktoName";
    public static final String CREATED_AT = "createdAt";
    public static final String UPDATED_AT = "updatedAt";

    public Field {
        if (!readOnly && (type == FieldType.LEAD_FUNCTION || type == FieldType.ARRAY)) {
            throw new IllegalArgumentException("a field of type " + type + " cannot be set: " + name);
        }
    }

    /** Whether a sync can find the lead of a record by this field: a record can carry its value. */
    public boolean usableForLookup() {
        return filterable && (name.equals(ID) || !readOnly);
    }
}
