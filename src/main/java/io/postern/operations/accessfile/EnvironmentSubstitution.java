package io.postern.operations.accessfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts variables of the environment in the place of <code>${NAME}</code>, anywhere in a text. What is put in is not looked at
 * again, and every other dollar sign stays.
 */
final class EnvironmentSubstitution {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, String> environment;

    EnvironmentSubstitution(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * What came of a text.
     *
     * @param missing the variables that it names and the environment does not have
     */
    record Substituted(String text, List<String> missing) {}

    /** Reads the environment for a text. */
    Substituted in(String text) {
        List<String> missing = new ArrayList<>();
        String value = REFERENCE.matcher(text).replaceAll(match -> value(match, missing));
        return new Substituted(value, List.copyOf(missing));
    }

    private String value(MatchResult match, List<String> missing) {
        @Nullable String value = environment.get(match.group(1));
        if (value == null) {
            missing.add(match.group(1));
            return "";
        }
        return Matcher.quoteReplacement(value);
    }
}
