package io.postern.data.record;

import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One deletion in its transaction: the records are locked at once and removed at once. */
final class Deletion {
    private final Schema schema;
    private final KeyRule rule;
    private final Rules rules;
    private final Map<String, Row> found = new HashMap<>();
    private final Set<Integer> deleted = new TreeSet<>();

    private Deletion(Schema schema, KeyRule rule, Rules rules) {
        this.schema = schema;
        this.rule = rule;
        this.rules = rules;
    }

    /** What a record names: the key of another record, or nothing for a reason. */
    private sealed interface Named {
        record One(String key) implements Named {}

        record Nothing(ApiError reason) implements Named {}
    }

    /** Deletes the records that are named; the outcomes are in their order. */
    static List<Outcome> run(
            Handle handle,
            Reach reach,
            Schema schema,
            KeyRule rule,
            List<? extends Map<String, ? extends @Nullable Object>> records) {
        RecordStore store = new RecordStore(handle, schema, reach);
        Deletion deletion = new Deletion(schema, rule, schema.kind().rules().of(handle, reach, null));
        List<Named> named = records.stream().map(deletion::named).toList();
        Set<String> keys = new LinkedHashSet<>();
        for (Named each : named) {
            if (each instanceof Named.One(String key)) {
                keys.add(key);
            }
        }
        for (Row row : store.lock(rule, keys)) {
            @Nullable String key = rule.key(row);
            if (key != null) {
                deletion.found.put(key, row);
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        named.forEach(each -> outcomes.add(deletion.take(each)));
        store.delete(deletion.deleted);
        return outcomes;
    }

    private Outcome take(Named named) {
        return switch (named) {
            case Named.Nothing(ApiError reason) -> new Outcome.Skipped(null, reason);
            case Named.One(String key) -> {
                @Nullable Row row = found.get(key);
                Outcome.@Nullable Key id = rule.byId() ? new Outcome.Key.Id(Integer.valueOf(key)) : null;
                if (row == null || deleted.contains(row.id())) {
                    yield new Outcome.Skipped(
                            id, ApiError.of(schema.kind().errors().missing()));
                }
                Optional<ApiError> outOfReach = rules.outOfReach(row);
                if (outOfReach.isPresent()) {
                    yield new Outcome.Skipped(id, outOfReach.get());
                }
                deleted.add(row.id());
                yield new Outcome.Deleted(Outcome.Key.of(schema, row));
            }
        };
    }

    /** Members that have no part in the key are not looked at. */
    private Named named(Map<String, ? extends @Nullable Object> record) {
        Map<Field, @Nullable Object> given = new HashMap<>();
        record.forEach((name, value) -> schema.find(name).ifPresent(field -> given.put(field, value)));
        Map<Field, Object> values = new HashMap<>();
        for (Field field : rule.fields()) {
            @Nullable Object value = given.get(field);
            if (value == null || value.equals("")) {
                return new Named.Nothing(ApiError.of(ErrorCode.MISSING_VALUE, field.name()));
            }
            if (field.storage() == Storage.Column.ID) {
                return byId(value);
            }
            switch (FieldValues.parse(field, value)) {
                case Reading.Value(Object stored) when stored != null -> values.put(field, stored);
                case Reading.Value blank -> {
                    return new Named.Nothing(ApiError.of(ErrorCode.MISSING_VALUE, field.name()));
                }
                case Reading.Problem problem -> {
                    return new Named.Nothing(problem.reason());
                }
            }
        }
        @Nullable String key = rule.key(values);
        return key == null
                ? new Named.Nothing(ApiError.of(schema.kind().errors().missing()))
                : new Named.One(key);
    }

    private Named byId(Object given) {
        String text = given.toString().strip();
        if (!RecordIds.isNumber(text)) {
            return new Named.Nothing(ApiError.of(ErrorCode.INVALID_VALUE, String.valueOf(given), "Integer"));
        }
        return RecordIds.read(text)
                .<Named>map(id -> new Named.One(Integer.toString(id)))
                .orElseGet(() ->
                        new Named.Nothing(ApiError.of(schema.kind().errors().missing())));
    }
}
