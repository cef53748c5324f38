package io.postern.console.usage;

import io.quarkus.qute.TemplateEnum;
import java.util.List;
import java.util.Locale;

/** By what calls are told apart. */
@TemplateEnum
public enum Dimension {
    SERVICE("service_id", "service_name", "user_login"),
    USER("user_id", "user_login"),
    GROUP("group"),
    OPERATION("method", "path"),
    ERROR("code");

    private final List<String> columns;

    Dimension(String... columns) {
        this.columns = List.of(columns);
    }

    /** The headings of {@link Subject#cells} in the CSV, on which scripts rely. */
    List<String> columns() {
        return columns;
    }

    /** Its name in the name of the file. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
