package io.postern.api.leads;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.data.record.Field;
import org.jspecify.annotations.Nullable;

/** A field of leads, as Describe Lead shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldDescription(
        int id,
        String displayName,
        String dataType,
        @Nullable Integer length,
        Access rest,
        Access soap) {

    /** How one API names the field, and whether it may set it. */
    public record Access(String name, boolean readOnly) {}

    static FieldDescription of(Field field) {
        return new FieldDescription(
                field.id(),
                field.displayName(),
                field.type().wireName(),
                field.values().length(),
                new Access(field.name(), field.readOnly()),
                new Access(field.soapName(), field.readOnly()));
    }
}
