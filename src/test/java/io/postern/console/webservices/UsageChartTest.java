package io.postern.console.webservices;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.console.Formats;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageChartTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final List<LocalDate> DAYS =
            FIRST.datesUntil(FIRST.plusDays(7)).toList();

    @Test
    void shouldNameTheBusiestDayAlsoWhereBarsLookEquallyHigh() {
        UsageChart chart =
                chart(Locale.ENGLISH, Map.of(FIRST, 1000L, FIRST.plusDays(3), 1001L, FIRST.plusDays(5), 1001L));

        assertThat(chart.bars().get(0).height()).isEqualTo(chart.bars().get(3).height());
        assertThat(chart.busiest()).isEqualTo(chart.bars().get(3));
        assertThat(chart.busiest().requests()).isEqualTo("1,001");
    }

    @Test
    void shouldDrawInProportionAndNoRequestAsNothing() {
        UsageChart chart = chart(Locale.ENGLISH, Map.of(FIRST, 4L, FIRST.plusDays(1), 2L, FIRST.plusDays(2), 1L));

        assertThat(chart.bars().stream().map(UsageChart.Bar::height)).containsExactly(112, 56, 28, 0, 0, 0, 0);
        assertThat(chart.bars())
                .allSatisfy(bar -> assertThat(bar.y() + bar.height()).isEqualTo(chart.ground()));
    }

    @ParameterizedTest
    @CsvSource({
        "en, 999999, '999,999'",
        "en, 1000000, 1M",
        "en, 1260000, 1.3M",
        "en, 12502500, 13M",
        "ko, 12502500, 1250만"
    })
    void shouldShortenNumbersThatHaveNoRoomOverABar(String language, long requests, String expected) {
        UsageChart chart = chart(Locale.of(language), Map.of(FIRST, requests));

        assertThat(chart.bars().getFirst().label()).isEqualTo(expected);
    }

    private static UsageChart chart(Locale locale, Map<LocalDate, Long> totals) {
        return UsageChart.of(DAYS, totals, new Formats(locale, ZoneOffset.UTC));
    }
}
