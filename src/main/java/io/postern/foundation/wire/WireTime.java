package io.postern.foundation.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Dates and instants as the lead database writes and reads them: {@code 2026-02-11T09:30:00Z}, UTC, whole seconds. On input
 * also offsets ({@code +01:00}, {@code +0100}), minutes without seconds, fractions of a second, and a date alone, which is
 * midnight UTC. Years have four digits.
 */
public final class WireTime {
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .appendLiteral('-')
            .appendValue(ChronoField.DAY_OF_MONTH, 2)
            .optionalStart()
            .appendLiteral('T')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .optionalStart()
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private WireTime() {}

    /** An instant to the second, for example {@code 2026-02-11T09:30:00Z}. */
    public static String format(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Reads an instant in any of the accepted forms; empty when it is none. Without an offset it is UTC. */
    public static Optional<Instant> instant(String text) {
        try {
            TemporalAccessor read =
                    READ.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(
                    switch (read) {
                        case OffsetDateTime time -> time.toInstant();
                        case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
                        case LocalDate date -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
                        default -> throw new IllegalStateException("not reached: " + read.getClass());
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Reads a date, also from an instant, of which only the date as written is kept; empty when it is none. */
    public static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.from(READ.parse(text.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
