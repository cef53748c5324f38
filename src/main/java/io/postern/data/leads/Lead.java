package io.postern.data.leads;

import io.postern.data.record.Field;
import io.postern.data.record.FieldType;
import io.postern.foundation.wire.WireTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person in the database.
 *
 * @param fields the fields that have a value, by REST name
 */
record Lead(int id, int partitionId, Map<String, Object> fields, Instant createdAt, Instant updatedAt) {

    /** The value of a field as the wire carries it; null when it has none, {@code false} for a boolean without one. */
    @Nullable
    Object value(Field field) {
        return switch (field.name()) {
            case Field.ID -> id;
            case Field.PARTITION -> Integer.toString(partitionId);
            case Field.CREATED_AT -> WireTime.format(createdAt);
            case Field.UPDATED_AT -> WireTime.format(updatedAt);
            case Field.FULL_NAME -> fullName();
            default -> {
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

    private @Nullable String fullName() {
        String name = Stream.of("firstName", "middleName", "lastName")
                .map(fields::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }
}
