package io.postern.data.record;

import java.util.Locale;

/** What a field holds, as describe names it. Adobe's page "Field Types". */
public enum FieldType {
    STRING,
    /** Long text, limited in bytes. */
    TEXT,
    /** An address in ASCII. */
    EMAIL,
    URL,
    PHONE,
    INTEGER,
    /** A whole number that campaigns raise and lower. */
    SCORE,
    FLOAT,
    CURRENCY,
    BOOLEAN,
    DATE,
    DATETIME,
    /** The number of another record, as text. */
    REFERENCE,
    /** Worked out from other fields, never set. */
    LEAD_FUNCTION,
    /** Several values, never set. */
    ARRAY;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name as describe and error texts show it. */
    public String wireName() {
        return wireName;
    }
}
