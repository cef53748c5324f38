package io.postern.data.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which fields records are told apart: the id field, one other field, or all dedupe fields of the kind. The key of a record is a
 * text of their values.
 */
public record KeyRule(List<Field> fields) {
    public KeyRule {
        fields = List.copyOf(fields);
    }

    /** By one field. */
    static KeyRule by(Field field) {
        return new KeyRule(List.of(field));
    }

    /** What names the rule in locks, tokens and the table of values. */
    String name() {
        return fields.stream().map(Field::name).collect(Collectors.joining("+"));
    }

    /** Whether records are told apart by their ids. */
    boolean byId() {
        return fields.getFirst().storage() == Storage.Column.ID;
    }

    /** The only field; empty when there are several. */
    Optional<Field> single() {
        return fields.size() == 1 ? Optional.of(fields.getFirst()) : Optional.empty();
    }

    /** The key of values as they are stored; null when one is missing. */
    @Nullable
    String key(Map<Field, ? extends @Nullable Object> values) {
        return key(values::get);
    }

    /** The key of a record; null when it lacks a value. */
    @Nullable
    String key(Row row) {
        return key(row::value);
    }

    private @Nullable String key(Function<Field, ? extends @Nullable Object> values) {
        if (fields.size() == 1) {
            @Nullable Object value = values.apply(fields.getFirst());
            return value == null ? null : fields.getFirst().key(value);
        }
        StringBuilder key = new StringBuilder();
        for (Field field : fields) {
            @Nullable Object value = values.apply(field);
            if (value == null) {
                return null;
            }
            String part = field.key(value);
            key.append(part.length()).append(':').append(part);
        }
        return key.toString();
    }
}
