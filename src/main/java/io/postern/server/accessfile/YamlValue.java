package io.postern.server.accessfile;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A value of the file before it is known what it should be. Each method says what it should be; when it is not, that is noted
 * as a mistake and the result is empty.
 */
record YamlValue(Place at, Node node, YamlReader reader) {
    /** Whether a scalar stands here, which is not noted as a mistake when it does not. */
    boolean isText() {
        return YamlReader.isText(node);
    }

    /** Whether nothing stands here. */
    boolean isNothing() {
        return YamlReader.isNothing(node);
    }

    Optional<Text> text() {
        return reader.text(at, node);
    }

    /**
     * A mapping; nothing at all counts as one without keys.
     *
     * @param keys those it may have
     */
    Optional<YamlMapping> mapping(List<String> keys) {
        return reader.mapping(at, node, keys);
    }

    Optional<List<YamlValue>> list() {
        return reader.list(at, node);
    }
}
