package io.postern.server.accessfile;

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
 *
 * <p>Braces have a meaning of their own in YAML's flow style, so that references are masked before the file is read and found
 * again by their mask: what the environment says is never read as YAML.
 */
final class EnvironmentSubstitution {
    private static final String NAME = "([A-Za-z_][A-Za-z0-9_]*)";
    private static final Pattern WRITTEN = Pattern.compile("\\$\\{" + NAME + "}");
    private static final Pattern MASKED = Pattern.compile("\uE000" + NAME + "\uE001");

    private final Map<String, String> environment;

    EnvironmentSubstitution(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The text of a file with its references masked; lines stay where they are. */
    static String mask(String file) {
        return WRITTEN.matcher(file).replaceAll("\uE000$1\uE001");
    }

    /** A text as it was before it was masked. */
    static String unmask(String masked) {
        return MASKED.matcher(masked).replaceAll("\\${$1}");
    }

    /**
     * What came of a text.
     *
     * @param missing the variables that it names and the environment does not have
     */
    record Substituted(String text, List<String> missing) {}

    /** Reads the environment for a masked text. */
    Substituted in(String masked) {
        List<String> missing = new ArrayList<>();
        String value = MASKED.matcher(masked).replaceAll(match -> value(match, missing));
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
