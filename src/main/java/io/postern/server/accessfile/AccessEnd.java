package io.postern.server.accessfile;

import io.postern.access.user.LastDay;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When somebody's access ends, as the file says it. */
sealed interface AccessEnd {
    /** It does not end. */
    record Never() implements AccessEnd {}

    /** With the end of a day in the zone of the subscription. */
    record Day(LastDay day) implements AccessEnd {}

    /** At an instant. */
    record Moment(Instant instant) implements AccessEnd {}

    /** Reads {@code never}, an ISO 8601 date, or an ISO 8601 date and time with an offset; empty for anything else. */
    static Optional<AccessEnd> parse(String text) {
        if (text.equalsIgnoreCase("never")) {
            return Optional.of(new Never());
        }
        try {
            Optional<LastDay> day = LastDay.parse(text);
            if (day.isPresent()) {
                return day.map(Day::new);
            }
            return Form.TIME.matcher(text).matches()
                    ? Optional.of(
                            new Moment(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The first instant without access, to the microsecond; null for never. */
    default @Nullable Instant in(ZoneId zone) {
        return switch (this) {
            case Never never -> null;
            case Day end -> end.day().end(zone);
            case Moment moment -> moment.instant();
        };
    }

    /** Four digits for the year, so that every instant fits the database. */
    final class Form {
        private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.+");

        private Form() {}
    }
}
