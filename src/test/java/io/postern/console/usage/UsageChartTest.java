package io.postern.console.usage;

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

    /** In units of the drawing. The widest label of a day is that of Korean: 48 for {@code 12월 30일}. */
    @Test
    void shouldKeepTheLabelsOfThirtyDaysApartAndWithinTheDrawing() {
        List<LocalDate> days = FIRST.datesUntil(FIRST.plusDays(30)).toList();

        UsageChart chart = UsageChart.of(days, Map.of(FIRST, 7L), new Formats(Locale.KOREAN, ZoneOffset.UTC));

        List<UsageChart.Bar> dated =
                chart.bars().stream().filter(UsageChart.Bar::dated).toList();
        assertThat(dated).hasSize(5).last().isEqualTo(chart.bars().getLast());
        assertThat(dated).allSatisfy(bar -> assertThat(bar.middle()).isBetween(23, UsageChart.WIDTH - 23));
        for (int i = 1; i < dated.size(); i++) {
            assertThat(dated.get(i).middle() - dated.get(i - 1).middle()).isGreaterThanOrEqualTo(48);
        }
        assertThat(chart.bars())
                .extracting(UsageChart.Bar::label)
                .startsWith("7")
                .containsOnlyOnce("7");
        for (int i = 1; i < days.size(); i++) {
            UsageChart.Bar before = chart.bars().get(i - 1);
            assertThat(chart.bars().get(i).x()).isGreaterThan(before.x() + before.width());
        }
    }

    @Test
    void shouldLabelEachOfSevenDaysAndASingleOne() {
        assertThat(chart(Locale.ENGLISH, Map.of(FIRST, 4L)).bars()).allSatisfy(bar -> {
            assertThat(bar.dated()).isTrue();
            assertThat(bar.label()).isNotEmpty();
        });
        assertThat(UsageChart.of(List.of(FIRST), Map.of(), new Formats(Locale.ENGLISH, ZoneOffset.UTC))
                        .bars())
                .singleElement()
                .satisfies(bar -> assertThat(bar.middle()).isEqualTo(UsageChart.WIDTH / 2));
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
