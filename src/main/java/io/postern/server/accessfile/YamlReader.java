package io.postern.server.accessfile;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML as what the access file consists of: mappings with known keys, lists, and scalars, which are text whatever they
 * look like. Whatever is something else is a mistake, and absent for the caller. Block and flow style are alike.
 */
final class YamlReader {
    private static final int LARGEST_FILE = 4 * 1024 * 1024;
    private static final int MOST_ALIASES = 100;
    private static final int DEEPEST_NESTING = 20;

    private final EnvironmentSubstitution environment;
    private final Mistakes mistakes;

    YamlReader(EnvironmentSubstitution environment, Mistakes mistakes) {
        this.environment = environment;
        this.mistakes = mistakes;
    }

    /** Reads the one document that a file holds; empty, with a mistake, when it is not one. */
    Optional<YamlValue> document(String file) {
        String text = EnvironmentSubstitution.mask(file);
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LARGEST_FILE);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setNestingDepthLimit(DEEPEST_NESTING);
        try {
            @Nullable Node root = new Yaml(limits).compose(new StringReader(text));
            if (root == null || isNothing(root)) {
                mistakes.add(Place.TOP, "the file is empty; it needs at least a subscription with its munchkinId");
                return Optional.empty();
            }
            return Optional.of(new YamlValue(Place.TOP, root, this));
        } catch (MarkedYAMLException e) {
            mistakes.add(new Place(lineOf(e.getProblemMark()), ""), "this is not YAML as it should be: " + problem(e));
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            mistakes.add(
                    new Place(line, ""), "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            mistakes.add(
                    Place.TOP,
                    "the file is beyond what is read: " + LARGEST_FILE + " characters, " + DEEPEST_NESTING
                            + " levels of nesting and " + MOST_ALIASES + " aliases at most");
        }
        return Optional.empty();
    }

    Optional<Text> text(Place at, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            mistakes.add(at, "a text is expected here, not " + describe(node));
            return Optional.empty();
        }
        EnvironmentSubstitution.Substituted substituted = environment.in(scalar.getValue());
        substituted
                .missing()
                .forEach(name -> mistakes.add(
                        at, "the environment has no variable " + name + "; set it, or write the value itself"));
        return substituted.missing().isEmpty()
                ? Optional.of(new Text(at, substituted.text(), EnvironmentSubstitution.unmask(scalar.getValue())))
                : Optional.empty();
    }

    Optional<YamlMapping> mapping(Place at, Node node, List<String> keys) {
        if (isNothing(node)) {
            return Optional.of(new YamlMapping(at, Map.of()));
        }
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(
                    at,
                    "a mapping is expected here, with keys such as '" + keys.getFirst() + ":', not " + describe(node));
            return Optional.empty();
        }
        Map<String, YamlValue> values = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            int line = lineOf(entry.getKeyNode().getStartMark());
            if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
                mistakes.add(new Place(line, at.path()), "a key is a text, not " + describe(entry.getKeyNode()));
                continue;
            }
            String key = EnvironmentSubstitution.unmask(keyNode.getValue());
            if (!keys.contains(key)) {
                mistakes.add(new Place(line, at.path()), unknownKey(key, keys));
                continue;
            }
            Place place = at.key(key, line);
            @Nullable YamlValue before = values.putIfAbsent(key, new YamlValue(place, entry.getValueNode(), this));
            if (before != null) {
                mistakes.add(
                        place,
                        "the key '" + key + "' stands in line " + before.at().line() + " already; keep one of them");
            }
        }
        return Optional.of(new YamlMapping(at, values));
    }

    Optional<List<YamlValue>> list(Place at, Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            mistakes.add(
                    at,
                    "a list is expected here, not " + describe(node)
                            + "; begin each item with '- ', write [] for an empty list, or leave the key out");
            return Optional.empty();
        }
        List<Node> nodes = sequence.getValue();
        return Optional.of(IntStream.range(0, nodes.size())
                .mapToObj(i -> new YamlValue(at.item(i, lineOf(nodes.get(i).getStartMark())), nodes.get(i), this))
                .toList());
    }

    /** Whether nothing at all stands where a value could stand, as after {@code limits:} with all below it commented out. */
    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getValue().isEmpty()
                && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    static boolean isText(Node node) {
        return node instanceof ScalarNode && !isNothing(node);
    }

    private static String unknownKey(String key, List<String> keys) {
        String question = Nearest.question(key, keys);
        return "there is no key " + Mistakes.quote(key)
                + (question.isEmpty() ? "; the keys here are " + String.join(", ", keys) : question);
    }

    private static String describe(Node node) {
        return switch (node) {
            case MappingNode mapping -> "a mapping";
            case SequenceNode sequence -> "a list";
            default -> isNothing(node) ? "nothing" : "a text";
        };
    }

    /** The parser's words, unless they repeat what stands in the file: that may be a password which was not quoted. */
    private static String problem(MarkedYAMLException failure) {
        String problem = String.valueOf(failure.getProblem());
        if (problem.startsWith("found undefined")) {
            return "a text that begins with * or ! must stand between quotes";
        }
        if (problem.startsWith("but found another document")) {
            return "only one document may be in the file; remove what follows '---'";
        }
        return problem;
    }

    private static int lineOf(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }
}
