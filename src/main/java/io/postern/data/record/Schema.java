package io.postern.data.record;

import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a kind in one subscription. Names match without regard to case. Immutable. */
public final class Schema {
    private final Kind kind;
    private final List<Field> fields;
    private final Map<String, Field> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Field> shownByDefault;
    private final KeyRule byId;
    private final KeyRule byDedupeFields;
    private final List<KeyRule> kept;

    /** @param fields in the order of describe */
    public Schema(Kind kind, List<Field> fields) {
        this.kind = kind;
        this.fields = List.copyOf(fields);
        fields.forEach(field -> byName.put(field.name(), field));
        this.shownByDefault = require(kind.keys().shown());
        this.byId = KeyRule.by(require(kind.keys().id()));
        this.byDedupeFields = new KeyRule(require(kind.keys().dedupe()));
        this.kept = Stream.concat(fields.stream().filter(Field::searchable).map(KeyRule::by), Stream.of(byDedupeFields))
                .filter(Schema::isKeptBesideTheRow)
                .distinct()
                .toList();
    }

    public Kind kind() {
        return kind;
    }

    /** All fields, in the order of describe. */
    public List<Field> fields() {
        return fields;
    }

    /** The field with a REST name. */
    public Optional<Field> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The field with a REST name.
     *
     * @throws Refusal 1006 when there is none
     */
    public Field require(String name) {
        return find(name).orElseThrow(() -> Refusal.with(ErrorCode.FIELD_NOT_FOUND, name));
    }

    /** The field whose value names a record. */
    public Field idField() {
        return byId.fields().getFirst();
    }

    /** Records told apart by their ids. */
    KeyRule byId() {
        return byId;
    }

    /** Records told apart by the dedupe fields of the kind. */
    public KeyRule byDedupeFields() {
        return byDedupeFields;
    }

    /** What records are found by that no column of their table holds, so that it is kept in a table of its own. */
    List<KeyRule> kept() {
        return kept;
    }

    /**
     * The fields that a read shows: the id field first, then those asked for in their order, each once; the usual ones when none
     * is asked for.
     *
     * @throws Refusal 1006 when one is unknown
     */
    public List<Field> shown(List<String> names) {
        return names.isEmpty()
                ? shownByDefault
                : Stream.concat(Stream.of(idField()), names.stream().map(this::require))
                        .distinct()
                        .toList();
    }

    /**
     * A record as it was sent, by its fields; of one field in two spellings the last one counts.
     *
     * @throws Refusal 1006 when a member is no field
     */
    Map<Field, @Nullable Object> record(Map<String, ? extends @Nullable Object> sent) {
        Map<Field, @Nullable Object> record = new LinkedHashMap<>();
        sent.forEach((name, value) -> record.put(require(name), value));
        return record;
    }

    private List<Field> require(List<String> names) {
        return names.stream().map(this::require).toList();
    }

    private static boolean isKeptBesideTheRow(KeyRule rule) {
        return rule.single()
                .map(field -> field.storage() instanceof Storage.Json(Optional<String> column) && column.isEmpty())
                .orElse(true);
    }
}
