package io.postern.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @Test
    void shouldCountThePresentDayAmongItsDays() {
        assertThat(Period.TODAY.until(TODAY)).containsExactly(TODAY);
        assertThat(Period.WEEK.until(TODAY))
                .hasSize(7)
                .startsWith(LocalDate.of(2026, 2, 24))
                .endsWith(TODAY);
        assertThat(Period.MONTH.begin(TODAY)).isEqualTo(LocalDate.of(2026, 2, 1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "DAY", "week", "YEAR"})
    void shouldPassOverWhatIsNoPeriodOrIsNotOneAnyMore(String name) {
        assertThat(Period.named(name)).isEmpty();
    }
}
