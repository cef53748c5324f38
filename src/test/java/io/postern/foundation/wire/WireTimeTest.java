package io.postern.foundation.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {
    @Test
    void shouldWriteWholeSecondsInUtc() {
        assertThat(WireTime.format(Instant.parse("2026-02-11T09:30:00.999Z"))).isEqualTo("2026-02-11T09:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-11T09:30:00Z, 2026-02-11T09:30:00Z",
        "2026-02-11T09:30:00+0000, 2026-02-11T09:30:00Z",
        "2026-02-11T09:30:00+01:00, 2026-02-11T08:30:00Z",
        "2026-02-11T09:30:00-0530, 2026-02-11T15:00:00Z",
        "2026-02-11T09:30:00.000Z, 2026-02-11T09:30:00Z",
        "2026-02-11T09:30, 2026-02-11T09:30:00Z",
        "2026-02-11T09:30Z, 2026-02-11T09:30:00Z",
        "2026-02-11, 2026-02-11T00:00:00Z",
        "' 2026-02-11 ', 2026-02-11T00:00:00Z"
    })
    void shouldReadAllFormsThatClientsSend(String text, Instant expected) {
        assertThat(WireTime.instant(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-02-30",
                "2026-13-01",
                "11.02.2026",
                "2026-02-11T25:00:00Z",
                "2026-02-11 09:30",
                "+999999999-12-31",
                "-0001-01-01"
            })
    void shouldNotReadWhatIsNoInstant(String text) {
        assertThat(WireTime.instant(text)).isEmpty();
    }

    @Test
    void shouldReadTheDateOfAnInstant() {
        assertThat(WireTime.date("2026-02-11T23:30:00-0800")).hasValue(LocalDate.of(2026, 2, 11));
    }
}
