package io.postern.console.webservices;

import io.postern.console.Formats;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A bar a day, in the units of its drawing, which is {@link #WIDTH} wide and {@link #HEIGHT} high.
 *
 * @param busiest the day with the most requests, and their number, in words
 */
public record UsageChart(List<Bar> bars, Bar busiest) {
    /** Wide enough for the labels of seven days in a narrow window. */
    public static final int WIDTH = 336;

    public static final int HEIGHT = 160;

    private static final int TOP = 24;
    private static final int BOTTOM = 24;
    private static final int GAP = 10;

    /** One day; {@code x} and {@code y} are the upper left corner. */
    public record Bar(String day, String requests, int x, int y, int width, int height) {
        /** The middle of the bar, under which its day stands. */
        public int middle() {
            return x + width / 2;
        }

        /** Where the number of requests stands. */
        public int labelY() {
            return y - 6;
        }
    }

    static UsageChart of(List<LocalDate> days, Map<LocalDate, Long> totals, Formats formats) {
        long most = Math.max(
                1, totals.values().stream().mapToLong(Long::longValue).max().orElse(1));
        int step = WIDTH / days.size();
        List<Bar> bars = IntStream.range(0, days.size())
                .mapToObj(index -> {
                    long requests = totals.getOrDefault(days.get(index), 0L);
                    int height = (int) Math.ceilDiv((HEIGHT - TOP - BOTTOM) * requests, most);
                    return new Bar(
                            formats.day(days.get(index)),
                            formats.number(requests),
                            index * step + GAP / 2,
                            HEIGHT - BOTTOM - height,
                            step - GAP,
                            height);
                })
                .toList();
        Bar busiest =
                bars.stream().reduce((a, b) -> b.height() > a.height() ? b : a).orElseThrow();
        return new UsageChart(bars, busiest);
    }

    public int width() {
        return WIDTH;
    }

    public int height() {
        return HEIGHT;
    }

    /** Where the days stand. */
    public int dayY() {
        return HEIGHT - BOTTOM / 3;
    }

    /** The ground on which the bars stand. */
    public int ground() {
        return HEIGHT - BOTTOM;
    }
}
