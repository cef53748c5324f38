package io.postern.server.cli;

import io.postern.foundation.store.StartupFailure;
import io.postern.foundation.wire.AddressRange;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads settings: {@code POSTERN_*} in the environment before {@code postern.yaml} in the working folder. */
final class Settings {
    private static final int ENVIRONMENT_ORDINAL = 300;

    private final SmallRyeConfig config;

    private Settings(SmallRyeConfig config) {
        this.config = config;
    }

    /** @throws StartupFailure when the file is not YAML */
    static Settings read(Map<String, String> environment, Path file) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, ENVIRONMENT_ORDINAL), new SysPropConfigSource());
        if (Files.exists(file)) {
            try {
                builder.withSources(new YamlConfigSource(file.toUri().toURL()));
            } catch (IOException | RuntimeException e) {
                throw new StartupFailure("The file " + file + " cannot be read as YAML: " + e.getMessage(), e);
            }
        }
        return new Settings(builder.build());
    }

    /** A text; empty when it is not set. */
    Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * Addresses, ranges, wildcards or CIDR, separated by commas; none when it is not set.
     *
     * @throws StartupFailure when one of them is none of these
     */
    List<AddressRange> addresses(String name) {
        return text(name).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(entry -> AddressRange.parse(entry)
                        .orElseThrow(() -> new StartupFailure("The setting " + name
                                + " must name addresses such as 10.0.0.7, 10.0.0.0/8 or 2001:db8::/32, separated by commas,"
                                + " not '" + entry.strip() + "'")))
                .toList();
    }

    /**
     * One of some words, in capital letters or not.
     *
     * @throws StartupFailure when it is none of them
     */
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> words) {
        return text(name)
                .map(value -> Stream.of(words.getEnumConstants())
                        .filter(word -> word.name().equalsIgnoreCase(value))
                        .findFirst()
                        .orElseThrow(() -> new StartupFailure("The setting " + name + " must be "
                                + Stream.of(words.getEnumConstants())
                                        .map(word -> word.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(" or "))
                                + ", not '" + value + "'")));
    }

    /** @throws StartupFailure when it is not a whole number */
    Optional<Integer> number(String name) {
        return text(name).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw new StartupFailure("The setting " + name + " must be a whole number, not '" + value + "'");
            }
        });
    }
}
