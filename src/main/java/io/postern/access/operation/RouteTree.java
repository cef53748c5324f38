package io.postern.access.operation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operations of a path, segment by segment. Literals match without regard to case and before parameters; a
 * parameter may have literal text around it, as in {@code {leadId}.json}, and is never empty.
 */
public final class RouteTree {
    private final Node root = new Node();
    private final Map<String, RouteMatch> literal = new HashMap<>();

    void add(Operation operation) {
        Node node = root;
        for (String segment : segments(operation.path())) {
            node = node.child(segment);
        }
        node.operations.put(operation.method(), operation);
        if (operation.path().indexOf('{') < 0) {
            literal.put(operation.path(), new RouteMatch(node.operations, List.of()));
        }
    }

    /** Null when nothing matches; a path with parameters of a segment, which begin with a semicolon, matches nothing. */
    @Nullable
    RouteMatch match(String path) {
        @Nullable RouteMatch exact = literal.get(path);
        if (exact != null || path.indexOf(';') >= 0) {
            return exact;
        }
        return match(root, segments(path), 0, new ArrayDeque<>());
    }

    private static @Nullable RouteMatch match(Node node, String[] segments, int depth, Deque<String> values) {
        if (depth == segments.length) {
            return node.operations.isEmpty() ? null : new RouteMatch(node.operations, List.copyOf(values));
        }
        String segment = segments[depth];
        String lower = segment.toLowerCase(Locale.ROOT);
        @Nullable Node literal = node.literals.get(lower);
        if (literal != null) {
            @Nullable RouteMatch found = match(literal, segments, depth + 1, values);
            if (found != null) {
                return found;
            }
        }
        for (Parameter parameter : node.parameters) {
            if (parameter.matches(lower)) {
                values.addLast(parameter.value(segment));
                @Nullable RouteMatch found = match(parameter.node(), segments, depth + 1, values);
                if (found != null) {
                    return found;
                }
                values.removeLast();
            }
        }
        return null;
    }

    private static String[] segments(String path) {
        return path.substring(1).split("/", -1);
    }

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final List<Parameter> parameters = new ArrayList<>();
        final Map<String, Operation> operations = new TreeMap<>();

        Node child(String segment) {
            int open = segment.indexOf('{');
            if (open < 0) {
                return literals.computeIfAbsent(segment.toLowerCase(Locale.ROOT), key -> new Node());
            }
            int close = segment.indexOf('}', open);
            String prefix = segment.substring(0, open);
            String suffix = segment.substring(close + 1);
            for (Parameter known : parameters) {
                if (known.prefix().equals(prefix) && known.suffix().equals(suffix)) {
                    return known.node();
                }
            }
            Parameter added = new Parameter(prefix, suffix, new Node());
            parameters.add(added);
            return added.node();
        }
    }

    private record Parameter(String prefix, String suffix, Node node) {
        boolean matches(String lower) {
            return lower.length() > prefix.length() + suffix.length()
                    && lower.startsWith(prefix.toLowerCase(Locale.ROOT))
                    && lower.endsWith(suffix.toLowerCase(Locale.ROOT));
        }

        String value(String segment) {
            return segment.substring(prefix.length(), segment.length() - suffix.length());
        }
    }
}
