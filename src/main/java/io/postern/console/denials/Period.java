package io.postern.console.denials;

import io.quarkus.qute.TemplateEnum;
import java.time.Duration;

/** How far back the page looks. */
@TemplateEnum
public enum Period {
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30));

    private final Duration length;

    Period(Duration length) {
        this.length = length;
    }

    Duration length() {
        return length;
    }
}
