package io.postern.data.leads;

import io.postern.data.record.Field;
import io.postern.data.record.FieldType;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields that every lead has, from the table {@code standard-fields.tsv} beside this class: tab-separated, one line a
 * field, in the order of describe. Immutable.
 */
@Singleton
public final class StandardFields {
    private static final String TABLE = "standard-fields.tsv";
    private static final List<String> SHOWN_BY_DEFAULT =
            List.of("id", "firstName", "lastName", "email", "updatedAt", "createdAt");

    private final List<Field> all;
    private final Map<String, Field> byName;
    private final List<Field> shownByDefault;

    public StandardFields() {
        this.all = read();
        this.byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.forEach(field -> byName.put(field.name(), field));
        this.shownByDefault = SHOWN_BY_DEFAULT.stream().map(this::require).toList();
    }

    /** All fields, in the order of describe. */
    public List<Field> all() {
        return all;
    }

    /** The field with a REST name, without regard to case. */
    public Optional<Field> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The field with a REST name, without regard to case.
     *
     * @throws Refusal 1006 when there is none
     */
    public Field require(String name) {
        return find(name).orElseThrow(() -> Refusal.with(ErrorCode.FIELD_NOT_FOUND, name));
    }

    /**
     * The fields that a read shows: {@code id} first, then those asked for in their order, each once; the usual six when
     * none is asked for.
     *
     * @throws Refusal 1006 when one is unknown
     */
    public List<Field> shown(List<String> names) {
        return names.isEmpty()
                ? shownByDefault
                : Stream.concat(Stream.of(Field.ID), names.stream())
                        .map(this::require)
                        .distinct()
                        .toList();
    }

    /**
     * A record with its members under the fields' own names; of one field in two spellings the last one counts.
     *
     * @throws Refusal 1006 when a member is no field
     */
    Map<String, @Nullable Object> inOwnSpelling(Map<String, ? extends @Nullable Object> record) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        record.forEach((name, value) -> named.put(require(name).name(), value));
        return named;
    }

    private static List<Field> read() {
        InputStream table = Objects.requireNonNull(StandardFields.class.getResourceAsStream(TABLE), TABLE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(StandardFields::field).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Field field(String line) {
        String[] cells = line.split("\t", -1);
        @Nullable Integer length = cells[4].equals("-") ? null : Integer.valueOf(cells[4]);
        FieldType type = Stream.of(FieldType.values())
                .filter(known -> known.wireName().equals(cells[3]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such type in " + TABLE + ": " + line));
        return new Field(
                Integer.parseInt(cells[0]),
                cells[1],
                cells[2],
                type,
                length,
                cells[5].equals("yes"),
                cells[6],
                cells[7].equals("yes"));
    }
}
