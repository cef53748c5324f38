package io.postern.console.usage;

import io.postern.foundation.wire.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What calls have in common that are counted together. */
sealed interface Subject {
    String name();

    /** What else is told of it; may be empty. */
    String detail();

    /** Numbers and texts, as many as its {@link Dimension} has columns. */
    List<Object> cells();

    /** By what its rows are sorted when they are sorted by name. */
    default String sortKey() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether name or detail contain a text, in whatever case. */
    default boolean contains(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return name().toLowerCase(Locale.ROOT).contains(wanted)
                || detail().toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** A custom service, as long as it belonged to one user. */
    record Service(long id, String name, String login) implements Subject {
        @Override
        public String detail() {
            return login;
        }

        @Override
        public List<Object> cells() {
            return List.of(id, name, login);
        }
    }

    /** An API-only user. */
    record User(long id, String name) implements Subject {
        @Override
        public String detail() {
            return "";
        }

        @Override
        public List<Object> cells() {
            return List.of(id, name);
        }
    }

    /** A documented group of operations; one that is not documented is its own. */
    record Group(String name) implements Subject {
        @Override
        public String detail() {
            return "";
        }

        @Override
        public List<Object> cells() {
            return List.of(name);
        }
    }

    /** An operation; one that is no operation of this version has its id as path, and no verb. */
    record Operation(String method, String path) implements Subject {
        @Override
        public String name() {
            return (method + " " + path).strip();
        }

        @Override
        public String detail() {
            return "";
        }

        /** By path first. */
        @Override
        public String sortKey() {
            return path.toLowerCase(Locale.ROOT) + " " + method;
        }

        @Override
        public List<Object> cells() {
            return List.of(method, path);
        }
    }

    /** An error that calls were answered with. */
    record Code(int code) implements Subject {
        private static final Map<Integer, String> TEXTS = Arrays.stream(ErrorCode.values())
                .collect(Collectors.toUnmodifiableMap(
                        ErrorCode::number,
                        error -> error.text().replace("'%s'", "…").replace("%s", "…")));

        @Override
        public String name() {
            return Integer.toString(code);
        }

        @Override
        public String detail() {
            return TEXTS.getOrDefault(code, "");
        }

        @Override
        public String sortKey() {
            return "%09d".formatted(code);
        }

        @Override
        public List<Object> cells() {
            return List.of(code);
        }
    }
}
