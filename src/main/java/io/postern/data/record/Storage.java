package io.postern.data.record;

import io.postern.foundation.wire.WireTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the value of a field is. */
public sealed interface Storage {

    /** In a column that the server alone writes. */
    enum Column implements Storage {
        ID,
        PARTITION,
        CREATED_AT,
        UPDATED_AT;

        @Nullable
        Object value(Row row) {
            return switch (this) {
                case ID -> row.id();
                case PARTITION ->
                    row.partition() == null ? null : row.partition().toString();
                case CREATED_AT -> WireTime.format(row.createdAt());
                case UPDATED_AT -> WireTime.format(row.updatedAt());
            };
        }
    }

    /**
     * In the document of the record.
     *
     * @param column of the kind's own table by which records are found; empty where those that can be found are in the table
     *     {@code record_value}
     */
    record Json(Optional<String> column) implements Storage {}

    /**
     * Worked out from the record, and not stored.
     *
     * @param filterCheck throws a refusal for a value of a filter that no record can have
     */
    record Computed(Function<Row, @Nullable Object> value, Consumer<String> filterCheck) implements Storage {
        /** Of a field by which records cannot be found. */
        public static Computed of(Function<Row, @Nullable Object> value) {
            return new Computed(value, sent -> {});
        }
    }
}
