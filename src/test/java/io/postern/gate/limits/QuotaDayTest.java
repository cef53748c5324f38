package io.postern.gate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.directory.Directory;
import io.postern.access.subscription.Settings;
import io.postern.testing.Cases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The day of a subscription, by which its quota is counted. */
class QuotaDayTest {
    @ParameterizedTest
    @CsvSource({
        // standard time, the day on which clocks go forward, summer time, the day on which they go back
        "America/Chicago, 2026-01-15, 2026-01-15T06:00:00Z, 24",
        "America/Chicago, 2026-03-08, 2026-03-08T06:00:00Z, 23",
        "America/Chicago, 2026-03-09, 2026-03-09T05:00:00Z, 24",
        "America/Chicago, 2026-11-01, 2026-11-01T05:00:00Z, 25",
        "America/Chicago, 2026-11-02, 2026-11-02T06:00:00Z, 24",
        // clocks go forward at midnight: the day begins at one o'clock
        "America/Santiago, 2026-09-06, 2026-09-06T04:00:00Z, 23",
        "Australia/Lord_Howe, 2026-10-04, 2026-10-03T13:30:00Z, 23.5",
    })
    void shouldBeginAtMidnightOfTheZone(ZoneId zone, LocalDate day, Instant begin, double hours) {
        Directory directory = directory(zone);
        Instant end = begin.plus(Duration.ofMinutes(Math.round(hours * 60)));

        assertThat(directory.day(begin.minusNanos(1))).isEqualTo(day.minusDays(1));
        assertThat(directory.day(begin)).isEqualTo(day);
        assertThat(directory.day(end.minusNanos(1))).isEqualTo(day);
        assertThat(directory.day(end)).isEqualTo(day.plusDays(1));
    }

    /** At any instant of a year, in the zone of the documented server: no day comes twice, and none is left out. */
    @Test
    void shouldNeverGoBack() {
        Directory directory = directory(Settings.DEFAULT_TIME_ZONE);
        Cases.run(given -> {
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(given.between(0, 366 * 24 * 3600));

            LocalDate day = directory.day(at);

            assertThat(directory.day(at.plusSeconds(3600))).isBetween(day, day.plusDays(1));
        });
    }

    private static Directory directory(ZoneId zone) {
        Settings settings = Settings.named("Acme").with(zone);
        return new Directory(1, 1, settings, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }
}
