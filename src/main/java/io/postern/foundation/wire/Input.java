package io.postern.foundation.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a call sends: the parameters of its path, those of query and form, the members of its JSON body, and files. A handler asks for each by its
 * name; what is missing or wrong is refused with the code that the surface has for it. Members of the body come before parameters of
 * the same name. Immutable.
 */
public final class Input {
    private final Surface surface;
    private final Set<String> documented;
    private final Map<String, String> path;
    private final Parameters parameters;
    private final @Nullable Map<String, @Nullable Object> body;
    private final Map<String, List<FilePart>> files;

    /**
     * What was sent.
     *
     * @param surface gives errors their codes
     * @param documented the names that the operation has in the table; a handler that asks for another one is mistaken
     * @param path the parameters of the path, decoded
     * @param parameters of query and form, merged
     * @param body the JSON object that was sent; null when none was
     * @param files the parts of a multipart body that are files, by name
     */
    public Input(
            Surface surface,
            Set<String> documented,
            Map<String, String> path,
            Parameters parameters,
            @Nullable Map<String, @Nullable Object> body,
            Map<String, List<FilePart>> files) {
        this.surface = surface;
        this.documented = documented;
        this.path = path;
        this.parameters = parameters;
        this.body = body;
        this.files = files;
    }

    /** A parameter of the path. */
    public String path(String name) {
        return Optional.ofNullable(path.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the path has no parameter " + name));
    }

    /**
     * A text.
     *
     * @throws Refusal 1003 when it is an object or a list
     */
    public Text text(String name) {
        @Nullable Object member = member(name);
        if (member == null) {
            return new Text(name, parameters.text(name));
        }
        if (member instanceof Map<?, ?> || member instanceof List<?>) {
            throw unexpectedType(name);
        }
        return new Text(name, Optional.of(member.toString().strip()).filter(text -> !text.isEmpty()));
    }

    /** A text that may have been sent; blank is as if it was not. */
    public final class Text {
        private final String name;
        private final Optional<String> sent;

        private Text(String name, Optional<String> sent) {
            this.name = name;
            this.sent = sent;
        }

        /** Without blanks around it; empty when there is none. */
        public Optional<String> optional() {
            return sent;
        }

        /** @throws Refusal 1002, or 701 for assets, when there is none */
        public String required() {
            return sent.orElseThrow(() -> surface.missing(name));
        }

        /** @throws Refusal 1003 when it is longer */
        public Text atMost(int characters) {
            sent.filter(text -> text.codePointCount(0, text.length()) > characters)
                    .ifPresent(text -> {
                        throw Refusal.withText(
                                ErrorCode.INVALID_DATA,
                                "Parameter '" + name + "' has " + text.codePointCount(0, text.length())
                                        + " characters; at most " + characters + " are allowed");
                    });
            return this;
        }
    }

    /**
     * A whole number in a range.
     *
     * @return empty when there is none, or it is blank
     * @throws Refusal 1001 when it is not a whole number, 1003 when it is out of the range
     */
    public Optional<Integer> whole(String name, int smallest, int largest) {
        return text(name).optional().map(text -> Parameters.integer(name, text, smallest, largest));
    }

    /**
     * One of a few values.
     *
     * @param wireName of each value
     * @return empty when there is none, or it is blank
     * @throws Refusal 1003 when it is another one
     */
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> values, Function<E, String> wireName) {
        return text(name)
                .optional()
                .map(text -> Stream.of(values.getEnumConstants())
                        .filter(value -> wireName.apply(value).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refusal.withText(
                                ErrorCode.INVALID_DATA,
                                "Invalid " + name + " '" + Quote.of(text) + "'; allowed are "
                                        + Stream.of(values.getEnumConstants())
                                                .map(wireName)
                                                .collect(Collectors.joining(", ")))));
    }

    /** All values of a parameter: repeated, separated by commas, or both. */
    public List<String> list(String name) {
        require(name);
        return parameters.list(name);
    }

    /**
     * The records of a list of the body.
     *
     * @param most how many there may be
     * @throws Refusal 609 when there is no body, 1002 (701) without records, 1003 with too many, or with one that is not an object
     */
    public List<Map<String, @Nullable Object>> records(String name, int most) {
        if (body == null) {
            throw Refusal.with(ErrorCode.INVALID_JSON);
        }
        return optionalRecords(name, most).orElseThrow(() -> surface.missing(name));
    }

    /**
     * The records of a list of the body, if there is one that has any.
     *
     * @throws Refusal 1003 with too many, or with one that is not an object
     */
    public Optional<List<Map<String, @Nullable Object>>> optionalRecords(String name, int most) {
        @Nullable Object member = member(name);
        if (member == null) {
            return Optional.empty();
        }
        if (!(member instanceof List<?> list)) {
            throw unexpectedType(name);
        }
        requireAtMost(list.size(), most);
        return list.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        list.stream().map(element -> record(name, element)).toList());
    }

    /** @throws Refusal 1003 when there are more records than a call may have */
    public static void requireAtMost(int records, int most) {
        if (records > most) {
            throw Refusal.withText(
                    ErrorCode.INVALID_DATA,
                    "The call has " + records + " records; send at most " + most + " in one call");
        }
    }

    /**
     * A file.
     *
     * @return empty when none was sent under this name
     * @throws Refusal 1003 when several were
     */
    public Optional<FilePart> file(String name) {
        require(name);
        List<FilePart> sent = files.getOrDefault(name, List.of());
        if (sent.size() > 1) {
            throw Refusal.withText(
                    ErrorCode.INVALID_DATA, "The call has " + sent.size() + " files named '" + name + "'; send one");
        }
        return sent.stream().findFirst();
    }

    /** The same, where there must be one. @throws Refusal 1002, or 701 for assets, when there is none; 1003 when there are several */
    public FilePart requiredFile(String name) {
        return file(name).orElseThrow(() -> surface.missing(name));
    }

    private static Map<String, @Nullable Object> record(String name, @Nullable Object element) {
        if (!(element instanceof Map<?, ?> members)) {
            throw Refusal.withText(
                    ErrorCode.INVALID_DATA,
                    "Each element of '" + name + "' must be an object; found " + Quote.of(String.valueOf(element)));
        }
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        members.forEach((key, value) -> record.put(String.valueOf(key), value));
        return record;
    }

    private @Nullable Object member(String name) {
        require(name);
        return body == null ? null : body.get(name);
    }

    private void require(String name) {
        if (!documented.contains(name)) {
            throw new IllegalArgumentException("the table of operations has no parameter '" + name + "' here");
        }
    }

    private static Refusal unexpectedType(String name) {
        return Refusal.withText(ErrorCode.INVALID_DATA, "Invalid data: '" + name + "' is not of the expected type");
    }
}
