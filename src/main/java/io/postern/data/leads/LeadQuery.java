package io.postern.data.leads;

import io.postern.data.record.Field;
import io.postern.data.record.FieldValues;
import io.postern.data.record.Reading;
import io.postern.data.record.RecordIds;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Input;
import io.postern.foundation.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query for leads by a filter, one page of it. Adobe's page "Leads", section on queries.
 *
 * @param scope tells queries apart whose pages do not continue each other: filter and values, not fields or page size
 * @param fields what is shown of each lead
 * @param token that of the page before; null for the first page
 */
record LeadQuery(
        LeadFilter filter,
        String scope,
        List<Field> fields,
        int batchSize,
        @Nullable String token) {
    /** The most values that a filter may have. */
    static final int MOST_VALUES = 300;

    private static final Pattern COOKIE =
            Pattern.compile("id:[0-9]{3}-[A-Za-z]{3}-[0-9]{3}&token:_mch-[A-Za-z0-9.-]+-[0-9]+-[0-9]{5}");

    /**
     * Reads the parameters {@code filterType}, {@code filterValues}, {@code fields}, {@code batchSize} and
     * {@code nextPageToken}.
     *
     * @throws Refusal 1001, 1002, 1003, 1006, 1011 or 1012, as {@link Leads#query} says
     */
    static LeadQuery of(Input input, StandardFields fields) {
        Field field = filterType(input, fields);
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
        return new LeadQuery(
                filter(field, distinct),
                field.name() + "=" + String.join(",", distinct),
                fields.shown(input.list("fields")),
                input.whole("batchSize", 1, Leads.MOST_RECORDS).orElse(Leads.MOST_RECORDS),
                input.text("nextPageToken").optional().orElse(null));
    }

    private static Field filterType(Input input, StandardFields fields) {
        String name = input.text("filterType").required();
        Field field = fields.require(name);
        if (!field.filterable()) {
            throw Refusal.with(ErrorCode.FIELD_NOT_SUPPORTED, name);
        }
        return field;
    }

    private static LeadFilter filter(Field field, Set<String> values) {
        return switch (field.name()) {
            case Field.ID -> new LeadFilter.ByIds(ids(values));
            case Field.PARTITION -> new LeadFilter.ByPartition(Set.copyOf(ids(values)));
            case Field.EMAIL ->
                new LeadFilter.ByEmail(values.stream()
                        .filter(FieldValues::isStorable)
                        .map(FieldValues::emailKey)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
            case Field.COOKIES -> cookies(values);
            default -> new LeadFilter.ByField(field, stored(field, values));
        };
    }

    private static List<Integer> ids(Set<String> values) {
        List<Integer> ids = new ArrayList<>();
        values.forEach(value -> RecordIds.read(value).ifPresent(ids::add));
        return ids;
    }

    /** Cookies are checked, but no lead has one yet. */
    private static LeadFilter cookies(Set<String> values) {
        for (String value : values) {
            if (!COOKIE.matcher(value).matches()) {
                throw Refusal.with(ErrorCode.INVALID_COOKIE, value);
            }
        }
        return new LeadFilter.Nothing();
    }

    private static List<Object> stored(Field field, Set<String> values) {
        List<Object> stored = new ArrayList<>();
        for (String value : values) {
            switch (FieldValues.parse(field, value)) {
                case Reading.Value(Object wanted) -> stored.add(Objects.requireNonNull(wanted, "values are not blank"));
                case Reading.Problem problem -> throw problem.refusal();
            }
        }
        return stored;
    }
}
