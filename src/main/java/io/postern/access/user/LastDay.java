package io.postern.access.user;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last day of somebody's access, which ends with that day. Years have four digits, so that every instant fits the
 * database.
 */
public record LastDay(LocalDate date) {
    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Reads an ISO 8601 date; empty for anything else. */
    public static Optional<LastDay> parse(String text) {
        try {
            return FORM.matcher(text).matches() ? Optional.of(new LastDay(LocalDate.parse(text))) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The day on which access ends that is over at an instant. */
    public static LastDay before(Instant end, ZoneId zone) {
        return new LastDay(LocalDate.ofInstant(end.minusNanos(1), zone));
    }

    /** The first instant without access. */
    public Instant end(ZoneId zone) {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
