package io.postern.console;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * How dates and numbers are written for one visitor.
 *
 * @param zone the subscription's, in which instants are told
 */
public record Formats(Locale locale, ZoneId zone) {
    /** An instant to the minute, with the zone; for instance {@code 2 Mar 2026, 06:00 CST}. */
    public String instant(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .withZone(zone)
                        .format(instant)
                + " "
                + DateTimeFormatter.ofPattern("z", locale).withZone(zone).format(instant);
    }

    /** A day without its year, for instance {@code 2 Mar}. */
    public String day(LocalDate date) {
        return DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale).format(date);
    }

    /** A whole number with its groups of digits. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }
}
