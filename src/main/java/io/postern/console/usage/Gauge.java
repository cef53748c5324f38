package io.postern.console.usage;

import io.postern.console.Formats;
import java.util.Optional;

/**
 * What is taken of a limit.
 *
 * @param taken empty where nobody keeps it
 * @param limit empty where nothing is limited
 * @param left of the limit, never below 0
 * @param value of the meter, which ends at {@code max}
 */
public record Gauge(Optional<String> taken, Optional<String> limit, String left, long value, int max) {
    /** @param limit 0 for none */
    static Gauge of(long taken, int limit, Formats formats) {
        return new Gauge(
                Optional.of(formats.number(taken)),
                Optional.of(limit).filter(limited -> limited > 0).map(formats::number),
                formats.number(Math.max(0, limit - taken)),
                Math.clamp(taken, 0, limit),
                limit);
    }

    /** Of what is kept only while there is a limit. */
    static Gauge ofKept(long taken, int limit, Formats formats) {
        Gauge gauge = of(taken, limit, formats);
        return limit > 0 ? gauge : new Gauge(Optional.empty(), gauge.limit, gauge.left, gauge.value, gauge.max);
    }
}
