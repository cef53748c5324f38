package io.postern.insight.advice;

import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.access.operation.RouteMatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operations that a text names, with one call in each line. People copy such lines from code, logs or
 * documentation: {@code GET /rest/v1/leads.json}, {@code client.post("/v1/leads.json", …)},
 * {@code https://…/rest/v1/lead/7.json?fields=id}. Blank lines, lines that begin with {@code #} or {@code //}, and
 * calls for a token are passed over.
 *
 * @param found each once, in the order of the text
 * @param unclear the lines that name no operation, or not one alone
 */
public record CallList(List<Operation> found, List<Unclear> unclear) {
    private static final int LONGEST_SHOWN = 120;
    private static final Pattern PATH = Pattern.compile(
            "(?i)(?<![\\w-])(?:(?:(rest/asset|asset|rest|bulk|userservice/management)/+)?(v[12])|(subscriptions))/+"
                    + "([^\\s\"'`?#]+)(\\?[^\\s\"'`#]*)?");
    private static final Pattern TOKEN = Pattern.compile("(?i)identity/+oauth/+token");
    private static final Pattern REMARK = Pattern.compile("#|//");
    private static final String TRAILING = ",;.)]";
    private static final String VERBS = "\\b(GET|POST|PUT|PATCH|DELETE|HEAD)\\b";
    private static final Pattern VERB_IN_ANY_CASE = Pattern.compile("(?i)" + VERBS);
    private static final Pattern VERB = Pattern.compile(VERBS);
    private static final Pattern OVERRIDE = Pattern.compile("[?&]_method=(\\w+)");

    /** A line that does not say which operation is meant. */
    public sealed interface Unclear {
        /** From 1. */
        int line();

        /** It has no path of an operation. */
        record NoOperation(int line, String text) implements Unclear {}

        /** The path has several verbs, and the line names none. */
        record NoVerb(int line, String path, List<String> verbs) implements Unclear {}

        /** The path has not the verb that the line names. */
        record OtherVerb(int line, String path, String verb, List<String> verbs) implements Unclear {}
    }

    public CallList {
        found = List.copyOf(found);
        unclear = List.copyOf(unclear);
    }

    public static CallList read(Operations catalog, String text) {
        SequencedSet<Operation> found = new LinkedHashSet<>();
        List<Unclear> unclear = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher path = PATH.matcher(line);
            if (path.find()) {
                read(catalog, line, path.toMatchResult(), i + 1, found, unclear);
            } else if (!line.isEmpty()
                    && !REMARK.matcher(line).lookingAt()
                    && !TOKEN.matcher(line).find()) {
                unclear.add(new Unclear.NoOperation(i + 1, cut(line)));
            }
        }
        return new CallList(List.copyOf(found), unclear);
    }

    private static void read(
            Operations catalog,
            String line,
            MatchResult match,
            int number,
            SequencedSet<Operation> found,
            List<Unclear> unclear) {
        String path = path(match);
        Map<String, Operation> byVerb = operations(catalog, path);
        List<String> verbs = List.copyOf(byVerb.keySet());
        Optional<String> verb = verb(line, match);
        if (byVerb.isEmpty()) {
            unclear.add(new Unclear.NoOperation(number, cut(path)));
        } else if (verb.isEmpty() && verbs.size() > 1) {
            unclear.add(new Unclear.NoVerb(number, cut(path), verbs));
        } else {
            @Nullable Operation operation = byVerb.get(verb.orElse(verbs.getFirst()));
            if (operation == null) {
                unclear.add(new Unclear.OtherVerb(number, cut(path), verb.orElseThrow(), verbs));
            } else {
                found.add(operation);
            }
        }
    }

    /**
     * The path from the root. A line may leave out the beginning that belongs to the address that clients are given.
     */
    private static String path(MatchResult match) {
        String prefix = Optional.ofNullable(match.group(1)).orElse("rest").toLowerCase(Locale.ROOT);
        String rest = "/" + withoutTrailing(match.group(4)).replaceAll("/{2,}", "/");
        return match.group(3) != null
                ? "/subscriptions" + rest
                : (prefix.equals("asset") ? "/rest/asset" : "/" + prefix) + "/" + match.group(2) + rest;
    }

    /** The operations of a path by verb; empty when there are none. */
    private static Map<String, Operation> operations(Operations catalog, String path) {
        @Nullable RouteMatch match = catalog.table().match(path);
        return match == null ? Map.of() : match.operations();
    }

    /** Without the punctuation of the text around it. */
    private static String withoutTrailing(String path) {
        int end = path.length();
        while (end > 0 && TRAILING.indexOf(path.charAt(end - 1)) >= 0) {
            end--;
        }
        return path.substring(0, end);
    }

    /** What {@code _method} says, else the last verb before the path, else one in capitals behind it. */
    private static Optional<String> verb(String line, MatchResult match) {
        String before = line.substring(0, match.start());
        String after = line.substring(match.end());
        return first(OVERRIDE, Optional.ofNullable(match.group(5)).orElse(""))
                .or(() -> VERB_IN_ANY_CASE
                        .matcher(before)
                        .results()
                        .reduce((a, b) -> b)
                        .map(found -> found.group(1)))
                .or(() -> first(VERB, after))
                .map(verb -> verb.toUpperCase(Locale.ROOT));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().map(found -> found.group(1));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
