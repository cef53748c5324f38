package io.postern.data.record;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as the database has it.
 *
 * @param partition null where records of the kind are in none
 * @param fields the values of the document, by REST name; a field without one is left out
 */
public record Row(
        int id, @Nullable Integer partition, Map<String, Object> fields, Instant createdAt, Instant updatedAt) {

    /** The value of a field as the wire carries it; null when it has none, {@code false} for a boolean without one. */
    public @Nullable Object value(Field field) {
        return switch (field.storage()) {
            case Storage.Column column -> column.value(this);
            case Storage.Computed computed -> computed.value().apply(this);
            case Storage.Json json -> {
                @Nullable Object value = fields.get(field.name());
                yield value == null && field.type() == FieldType.BOOLEAN ? Boolean.FALSE : value;
            }
        };
    }

    /** Some fields with their values, in the order given. */
    Map<String, @Nullable Object> view(List<Field> shown) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        shown.forEach(field -> view.put(field.name(), value(field)));
        return view;
    }
}
