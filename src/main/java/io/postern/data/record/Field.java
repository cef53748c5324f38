package io.postern.data.record;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field of a kind of records.
 *
 * @param id unique in the kind and subscription
 * @param name the name in REST calls, for example {@code firstName}
 * @param soapName the name in SOAP calls, for example {@code FirstName}
 * @param searchable whether records can be found by it
 */
public record Field(
        int id,
        String name,
        String displayName,
        String soapName,
        Values values,
        Access access,
        boolean searchable,
        Storage storage) {

    /** @param length the most characters that a value may have; null where the type alone limits it */
    public record Values(FieldType type, @Nullable Integer length) {}

    /** Who sets a field. */
    public enum Access {
        /** The server alone. */
        READ_ONLY,
        /** Callers, although describe does not say so. */
        UNDESCRIBED,
        /** Callers. */
        WRITABLE
    }

    public Field {
        if (access != Access.READ_ONLY && !(storage instanceof Storage.Json)) {
            throw new IllegalArgumentException("a field that is not in the document cannot be set: " + name);
        }
    }

    /** Records of a call are maps by field, so this is asked often; ids differ within a schema. */
    @Override
    public int hashCode() {
        return id;
    }

    public FieldType type() {
        return values.type();
    }

    /** Whether the server alone sets it. */
    public boolean readOnly() {
        return access == Access.READ_ONLY;
    }

    /** Whether a record can carry its value, and be found by it. */
    boolean usableForLookup() {
        return searchable && (storage == Storage.Column.ID || !readOnly());
    }

    /** The form of a stored value in which records are compared: of an address that without regard to case. */
    public String key(Object stored) {
        return switch (type()) {
            case EMAIL -> stored.toString().strip().toLowerCase(Locale.ROOT);
            default -> stored instanceof BigDecimal number ? number.toPlainString() : stored.toString();
        };
    }
}
