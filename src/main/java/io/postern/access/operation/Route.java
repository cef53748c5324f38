package io.postern.access.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where an operation is called.
 *
 * @param method HTTP verb, in upper case
 * @param path the template, in its canonical case, parameters in braces: {@code /rest/v1/lead/{leadId}.json}
 */
public record Route(String method, String path) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

    /** The names of the parameters of the path, in their order. */
    public List<String> parameters() {
        return PARAMETER
                .matcher(path)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** The parameters of the path by name, from their values in order. */
    Map<String, String> named(List<String> values) {
        List<String> names = new ArrayList<>(parameters());
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            named.put(names.get(i), values.get(i));
        }
        return named;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
