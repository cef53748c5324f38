package io.postern.foundation.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The parameters of a call, wherever they came: query, form body, or the members of a JSON body that stands in for a query.
 * Names match without regard to case and to blanks around them. Immutable.
 */
public final class Parameters {
    /** No parameters. */
    public static final Parameters NONE = new Parameters(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    private final Map<String, List<String>> values;

    private Parameters(TreeMap<String, List<String>> values) {
        this.values = values;
    }

    /** Of names with their values, in order. */
    public static Parameters of(Map<String, List<String>> given) {
        return NONE.and(given);
    }

    /** These, followed by others. */
    public Parameters and(Map<String, List<String>> others) {
        TreeMap<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, list) -> all.put(name, new ArrayList<>(list)));
        others.forEach((name, list) ->
                all.computeIfAbsent(name.strip(), key -> new ArrayList<>()).addAll(list));
        return new Parameters(all);
    }

    /** The first value of a name, as sent; empty when there is none. */
    public Optional<String> first(String name) {
        List<String> sent = values.getOrDefault(name, List.of());
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.getFirst());
    }

    /** The first value of a name without blanks around it; empty when there is none or it is blank. */
    public Optional<String> text(String name) {
        return first(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * All values of a name: repeated, separated by commas, or both. Blanks around them and empty ones are left out. A name
     * with {@code []} behind it counts too.
     */
    public List<String> list(String name) {
        return Stream.concat(
                        values.getOrDefault(name, List.of()).stream(),
                        values.getOrDefault(name + "[]", List.of()).stream())
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /**
     * A whole number in a range.
     *
     * @throws Refusal 1001 when it is not a whole number, 1003 when it is out of the range
     */
    static int integer(String name, String text, int smallest, int largest) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Refusal.with(ErrorCode.INVALID_VALUE, text, "Integer");
        }
        if (number < smallest || number > largest) {
            throw Refusal.withText(
                    ErrorCode.INVALID_DATA,
                    "Parameter '" + name + "' is " + number + "; it must be between " + smallest + " and " + largest);
        }
        return number;
    }
}
