package io.postern.data.record;

import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Input;
import io.postern.foundation.wire.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query for records by a filter, one page of it.
 *
 * @param keys of the records that are wanted
 * @param scope tells queries apart whose pages do not continue each other: filter and values, not fields or page size
 * @param fields what is shown of each record; all that have a value when there is none
 * @param token that of the page before; null for the first page
 */
record RecordQuery(
        KeyRule rule,
        Set<String> keys,
        String scope,
        List<Field> fields,
        int batchSize,
        @Nullable String token) {
    /** The most values that a filter may have. */
    static final int MOST_VALUES = 300;

    /**
     * Reads the parameters {@code filterType}, {@code filterValues}, {@code fields}, {@code batchSize} and
     * {@code nextPageToken}.
     *
     * @throws Refusal as {@link Records#query} says
     */
    static RecordQuery of(Input input, Schema schema) {
        Field field = filterType(input, schema);
        List<String> values = input.list("filterValues");
        if (values.isEmpty()) {
            throw Refusal.with(ErrorCode.MISSING_VALUE, "filterValues");
        }
        if (values.size() > MOST_VALUES) {
            throw Refusal.withText(
                    ErrorCode.INVALID_DATA,
                    "Parameter 'filterValues' has " + values.size() + " values; send at most " + MOST_VALUES);
        }
        Set<String> distinct = new TreeSet<>(values);
        return new RecordQuery(
                KeyRule.by(field),
                distinct.stream()
                        .flatMap(value -> key(field, value).stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                field.name() + "=" + String.join(",", distinct),
                schema.shown(input.list("fields")),
                input.whole("batchSize", 1, Records.MOST_RECORDS).orElse(Records.MOST_RECORDS),
                input.text("nextPageToken").optional().orElse(null));
    }

    private static Field filterType(Input input, Schema schema) {
        String name = input.text("filterType").required();
        Optional<Field> alias = schema.kind().family() != Kind.Family.OBJECTS
                ? Optional.empty()
                : name.equalsIgnoreCase("idField")
                        ? Optional.of(schema.idField())
                        : name.equalsIgnoreCase("dedupeFields")
                                ? schema.byDedupeFields().single()
                                : Optional.empty();
        Field field = alias.orElseGet(() -> schema.require(name));
        if (!field.searchable()) {
            throw Refusal.with(ErrorCode.FIELD_NOT_SUPPORTED, name);
        }
        return field;
    }

    /** The key of the records that have a value; empty when none can have it. */
    private static Optional<String> key(Field field, String value) {
        return switch (field.storage()) {
            case Storage.Column column -> RecordIds.read(value).map(String::valueOf);
            case Storage.Computed computed -> {
                computed.filterCheck().accept(value);
                yield Optional.empty();
            }
            case Storage.Json json ->
                field.type() == FieldType.EMAIL
                        ? Optional.of(value).filter(FieldValues::isStorable).map(field::key)
                        : switch (FieldValues.parse(field, value)) {
                            case Reading.Value(Object stored) ->
                                Optional.of(field.key(Objects.requireNonNull(stored, "values are not blank")));
                            case Reading.Problem problem -> throw problem.refusal();
                        };
        };
    }
}
