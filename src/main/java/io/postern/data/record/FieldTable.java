package io.postern.data.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The standard fields of a kind, from a table of resources: tab-separated, one line a field, in the order of describe. Its column
 * {@code storage} holds {@code json}, {@code json:} and a column of the kind's table, the name of a {@link Storage.Column}, or
 * {@code computed}.
 */
public final class FieldTable {
    private FieldTable() {}

    /**
     * Reads a table.
     *
     * @param beside a class of the package that has it
     * @param computed how the fields are worked out that are not stored, by name
     */
    public static List<Field> read(Class<?> beside, String name, Map<String, Storage.Computed> computed) {
        InputStream table = Objects.requireNonNull(beside.getResourceAsStream(name), name);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> field(line, computed)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Field field(String line, Map<String, Storage.Computed> computed) {
        String[] cells = line.split("\t", -1);
        @Nullable Integer length = cells[4].equals("-") ? null : Integer.valueOf(cells[4]);
        FieldType type = Stream.of(FieldType.values())
                .filter(known -> known.wireName().equals(cells[3]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such type: " + line));
        return new Field(
                Integer.parseInt(cells[0]),
                cells[1],
                cells[2],
                cells[6],
                new Field.Values(type, length),
                access(cells[5]),
                cells[7].equals("yes"),
                storage(cells[1], cells[8], computed));
    }

    private static Field.Access access(String readOnly) {
        return switch (readOnly) {
            case "yes" -> Field.Access.READ_ONLY;
            case "no" -> Field.Access.WRITABLE;
            case "described" -> Field.Access.UNDESCRIBED;
            default -> throw new IllegalStateException("no such access: " + readOnly);
        };
    }

    private static Storage storage(String field, String cell, Map<String, Storage.Computed> computed) {
        if (cell.equals("computed")) {
            return Objects.requireNonNull(computed.get(field), field);
        }
        if (cell.equals("json")) {
            return new Storage.Json(Optional.empty());
        }
        return cell.startsWith("json:")
                ? new Storage.Json(Optional.of(cell.substring("json:".length())))
                : Storage.Column.valueOf(cell.toUpperCase(Locale.ROOT));
    }
}
