package io.postern.api.objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.data.record.Field;
import io.postern.data.record.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of objects, as its describe shows it.
 *
 * @param searchableFields each element is a set of fields that finds records together
 */
public record ObjectDescription(
        String name,
        String createdAt,
        String updatedAt,
        String idField,
        List<String> dedupeFields,
        List<List<String>> searchableFields,
        List<FieldShown> fields) {
    /** Standard kinds have been there since before any subscription. */
    private static final String SINCE = "2010-01-01T00:00:00Z";

    /** A field of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldShown(
            String name,
            String displayName,
            String dataType,
            @Nullable Integer length,
            boolean updateable) {
        static FieldShown of(Field field) {
            return new FieldShown(
                    field.name(),
                    field.displayName(),
                    field.type().wireName(),
                    field.values().length(),
                    field.access() == Field.Access.WRITABLE);
        }
    }

    static ObjectDescription of(Schema schema) {
        return new ObjectDescription(
                schema.kind().describedName(),
                SINCE,
                SINCE,
                schema.idField().name(),
                schema.kind().keys().dedupe(),
                schema.fields().stream()
                        .filter(Field::searchable)
                        .map(field -> List.of(field.name()))
                        .toList(),
                schema.fields().stream().map(FieldShown::of).toList());
    }
}
