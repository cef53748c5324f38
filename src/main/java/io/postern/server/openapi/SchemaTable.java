package io.postern.server.openapi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * The documented schemas, from the table {@code schemas.tsv} beside this class: tab-separated, one line a schema. Its members are
 * {@code name:type}, with an asterisk where they are required; a type is {@code string}, {@code integer}, {@code array[Lead]}, the name of a
 * schema, or a type with its values in parentheses. What answers an envelope has the members of that besides.
 */
final class SchemaTable {
    private static final String TABLE = "schemas.tsv";
    private static final String NONE = "-";

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Row(String shape, String members) {}

    SchemaTable() {
        InputStream table = Objects.requireNonNull(SchemaTable.class.getResourceAsStream(TABLE), TABLE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> rows.put(cells[0], new Row(cells[1], cells[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema of a type; every schema that it names is noted. */
    Schema ofType(String type, Collection<String> named) {
        if (type.startsWith("array[") && type.endsWith("]")) {
            return array(ofType(type.substring("array[".length(), type.length() - 1), named));
        }
        int open = type.indexOf('(');
        String plain = open < 0 ? type : type.substring(0, open);
        List<Object> values = open < 0
                ? List.of()
                : Stream.of(type.substring(open + 1, type.length() - 1).split("\\|", -1))
                        .<Object>map(value -> plain.equals("integer") ? Integer.valueOf(value) : value)
                        .toList();
        Schema schema = switch (plain) {
            case "string", "file" -> of(SchemaType.STRING);
            case "date-time" -> of(SchemaType.STRING).format("date-time");
            case "integer" -> of(SchemaType.INTEGER);
            case "long" -> of(SchemaType.INTEGER).format("int64");
            case "boolean" -> of(SchemaType.BOOLEAN);
            case "number" -> of(SchemaType.NUMBER);
            default -> named(plain, named);
        };
        return values.isEmpty() ? schema : schema.enumeration(values);
    }

    /** The schema of a name; empty when the table has none. */
    Optional<Schema> ofName(String name, Collection<String> named) {
        @Nullable Row row = rows.get(name);
        if (row == null) {
            return Optional.empty();
        }
        SequencedMap<String, Schema> members = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        switch (row.shape()) {
            case "envelope" -> {
                members.put("requestId", of(SchemaType.STRING));
                members.put("success", of(SchemaType.BOOLEAN));
                members.put("errors", array(ofType("Error", named)));
                members.put("warnings", array(ofType("Warning", named)));
                required.addAll(List.of("requestId", "success"));
            }
            case "asset envelope" -> {
                members.put("success", of(SchemaType.BOOLEAN));
                members.put("errors", array(ofType("Error", named)));
                members.put("requestId", of(SchemaType.STRING));
                members.put("warnings", array(of(SchemaType.STRING)));
                required.addAll(List.of("success", "errors", "requestId", "warnings"));
            }
            default -> {}
        }
        boolean isEnvelope = !required.isEmpty();
        for (String member : row.members().equals(NONE) ? List.<String>of() : split(row.members())) {
            int colon = member.indexOf(':');
            boolean isRequired = member.endsWith("*");
            String type = member.substring(colon + 1, member.length() - (isRequired ? 1 : 0));
            members.put(member.substring(0, colon), ofType(type, named));
            // an answer that is refused has no result
            if (isRequired && !isEnvelope) {
                required.add(member.substring(0, colon));
            }
        }
        Schema schema = of(SchemaType.OBJECT).properties(members);
        return Optional.of(required.isEmpty() ? schema : schema.required(required));
    }

    private Schema named(String name, Collection<String> named) {
        if (!rows.containsKey(name)) {
            return of(SchemaType.OBJECT);
        }
        named.add(name);
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    /** The members between the commas, without those within the braces and parentheses of a type. */
    private static List<String> split(String members) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < members.length(); i++) {
            switch (members.charAt(i)) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(members.substring(begin, i).strip());
                        begin = i + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(members.substring(begin).strip());
        return parts;
    }

    static Schema of(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }

    static Schema array(Schema items) {
        return of(SchemaType.ARRAY).items(items);
    }
}
