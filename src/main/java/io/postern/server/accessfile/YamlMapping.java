package io.postern.server.accessfile;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A mapping of the file, with those of its keys that are known. */
record YamlMapping(Place at, Map<String, YamlValue> values) {
    YamlMapping {
        values = Map.copyOf(values);
    }

    /** The value of a key; empty when it is absent. */
    Optional<YamlValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The text of a key; empty when it is absent or not a text. */
    Optional<Text> text(String key) {
        return get(key).flatMap(YamlValue::text);
    }

    /** What a text of a key says, read by a function that is empty for what it cannot read. */
    <T> Optional<T> value(String key, Function<Text, Optional<T>> read) {
        return text(key).flatMap(read);
    }
}
