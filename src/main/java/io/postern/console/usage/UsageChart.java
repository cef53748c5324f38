package io.postern.console.usage;

import io.postern.console.Formats;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A bar a day, in the units of its drawing, which is {@link #WIDTH} wide and {@link #HEIGHT} high.
 *
 * @param busiest the day with the most requests, the first of them when there are several
 */
public record UsageChart(List<Bar> bars, Bar busiest) {
    /** Wide enough for the labels of seven days in a narrow window. */
    public static final int WIDTH = 336;

    public static final int HEIGHT = 160;

    private static final int TOP = 24;
    private static final int BOTTOM = 24;

    /** What the longest label of a day, or number over a bar, takes. */
    private static final int LABEL = 48;

    private static final int WIDEST_BAR = 38;
    private static final int SMALLEST_GAP = 3;

    /** From here on a number has no room over its bar with all its digits. */
    private static final long SHORTENED = 1_000_000;

    /** From here on it has none with a fraction either. */
    private static final long WITHOUT_FRACTION = 10_000_000;

    /**
     * One day; {@code x} and {@code y} are the upper left corner.
     *
     * @param requests with all digits
     * @param label the same, short enough to stand over the bar; empty where there is no room for it
     * @param dated whether there is room for its day
     */
    public record Bar(String day, String requests, String label, boolean dated, int x, int y, int width, int height) {
        /** The middle of the bar, over and under which its labels stand. */
        public int middle() {
            return x + width / 2;
        }

        /** Where the number of requests stands. */
        public int labelY() {
            return y - 6;
        }
    }

    /** The requests of some days, of which there is at least one. */
    public static UsageChart of(List<LocalDate> days, Map<LocalDate, Long> totals, Formats formats) {
        List<Long> requests =
                days.stream().map(day -> totals.getOrDefault(day, 0L)).toList();
        int last = days.size() - 1;
        int busiest = IntStream.rangeClosed(0, last)
                .boxed()
                .max(Comparator.comparing((Integer day) -> requests.get(day))
                        .thenComparing(Comparator.<Integer>naturalOrder().reversed()))
                .orElseThrow();
        long most = Math.max(1, requests.get(busiest));
        // the labels of the outermost bars may be wider than these
        int margin = Math.max(0, LABEL - WIDTH / days.size()) / 2;
        int step = (WIDTH - 2 * margin) / days.size();
        boolean roomy = step >= LABEL;
        int dated = roomy ? 1 : Math.ceilDiv(LABEL + SMALLEST_GAP, step);
        int width = Math.min(step - SMALLEST_GAP, WIDEST_BAR);
        List<Bar> bars = IntStream.rangeClosed(0, last)
                .mapToObj(index -> {
                    int height = (int) Math.ceilDiv((HEIGHT - TOP - BOTTOM) * requests.get(index), most);
                    return new Bar(
                            formats.day(days.get(index)),
                            formats.number(requests.get(index)),
                            roomy || index == busiest ? label(requests.get(index), formats) : "",
                            (last - index) % dated == 0,
                            margin + index * step + (step - width) / 2,
                            HEIGHT - BOTTOM - height,
                            width,
                            height);
                })
                .toList();
        return new UsageChart(bars, bars.get(busiest));
    }

    private static String label(long requests, Formats formats) {
        if (requests < SHORTENED) {
            return formats.number(requests);
        }
        NumberFormat shortened = NumberFormat.getCompactNumberInstance(formats.locale(), NumberFormat.Style.SHORT);
        shortened.setMaximumFractionDigits(requests < WITHOUT_FRACTION ? 1 : 0);
        return shortened.format(requests);
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
