package io.postern.data.record;

import io.postern.foundation.wire.Input;

/** By what calls let records of objects be found. */
enum DedupeBy {
    DEDUPE_FIELDS("dedupeFields"),
    ID_FIELD("idField");

    private final String wireName;

    DedupeBy(String wireName) {
        this.wireName = wireName;
    }

    /** What a parameter says; the dedupe fields when it is not sent. */
    static DedupeBy of(Input input, String parameter) {
        return input.oneOf(parameter, DedupeBy.class, value -> value.wireName).orElse(DEDUPE_FIELDS);
    }

    KeyRule rule(Schema schema) {
        return this == ID_FIELD ? schema.byId() : schema.byDedupeFields();
    }
}
