package io.postern.access.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operation takes and answers, as it is documented.
 *
 * @param parameters of path, query and header, in the documented order
 * @param body empty where it takes none
 * @param answer the schema of its answer: {@code ResponseOfLead}, {@code array[Role]}, {@code string}, or {@code 202 empty}
 */
public record Signature(List<Parameter> parameters, Optional<Body> body, String answer) {
    /** Where a parameter stands. */
    public enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /**
     * A parameter.
     *
     * @param type {@code string}, {@code integer}, {@code boolean}, {@code array[integer]}, …
     */
    public record Parameter(String name, Place place, String type, boolean required) {}

    /**
     * A body.
     *
     * @param mediaType {@code application/json}, {@code application/x-www-form-urlencoded} or {@code multipart/form-data}
     * @param schema the name of its schema; empty where it has none
     * @param members of an object, or fields of a form
     */
    public record Body(String mediaType, String schema, List<Member> members, boolean required) {}

    /** A member of a body. */
    public record Member(String name, boolean required) {}

    public Signature {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads a cell of the table: entries separated by commas. A parameter is {@code name:place:type}, a body
     * {@code body:mediaType:Schema{member|member*}}, each with {@code :required} behind it where it is; an asterisk marks a required
     * member.
     */
    static Signature of(String cell, String answer) {
        List<Parameter> parameters = new ArrayList<>();
        Optional<Body> body = Optional.empty();
        for (String entry : cell.equals("-") ? new String[0] : cell.split(",", -1)) {
            String[] parts = entry.split(":", -1);
            boolean required = parts[parts.length - 1].equals("required");
            if (parts[0].equals("body")) {
                body = Optional.of(body(parts[1], parts[2], required));
            } else {
                parameters.add(
                        new Parameter(parts[0], Place.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2], required));
            }
        }
        return new Signature(parameters, body, answer);
    }

    private static Body body(String mediaType, String shape, boolean required) {
        int open = shape.indexOf('{');
        String schema = open < 0 ? shape : shape.substring(0, open);
        List<Member> members = open < 0
                ? List.of()
                : Stream.of(shape.substring(open + 1, shape.length() - 1).split("\\|", -1))
                        .map(name -> new Member(name.replace("*", ""), name.endsWith("*")))
                        .toList();
        return new Body(mediaType, schema, members, required);
    }
}
