package io.postern.data.record;

import io.postern.foundation.wire.ApiError;
import org.jspecify.annotations.Nullable;

/** What became of one record of a call. */
public sealed interface Outcome {

    /** What names a record for callers: the value of its id field. */
    sealed interface Key {
        Object value();

        record Id(Integer value) implements Key {}

        record Guid(String value) implements Key {}

        /** That of a record. */
        static Key of(Schema schema, Row row) {
            return switch (row.value(schema.idField())) {
                case Integer id -> new Id(id);
                case String guid -> new Guid(guid);
                case null, default -> throw new IllegalStateException("a record without an id");
            };
        }
    }

    /** A record was made. */
    record Created(Key key) implements Outcome {}

    /** A record was found and changed. */
    record Updated(Key key) implements Outcome {}

    /** A record was found and deleted. */
    record Deleted(Key key) implements Outcome {}

    /**
     * Nothing was done with the record.
     *
     * @param key of the record where the caller named it by that; null otherwise
     */
    record Skipped(@Nullable Key key, ApiError reason) implements Outcome {}
}
