package io.postern.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The outcome as Markdown: what it was measured on, and one table. */
final class Report {
    private static final String HEAD = """
            | Work | Who | Median | Lowest to highest | p50 | p99 | Errors | Postern in relation to it | Goal |
            |---|---|---:|---:|---:|---:|---:|---:|---|
            """;

    private final List<String> facts;
    private final List<String> rows = new ArrayList<>();

    Report(List<String> facts) {
        this.facts = facts;
    }

    /** What Postern is to reach in relation to a contestant; {@code times} for a number, else a percentage is shown. */
    record Goal(String contestant, double least, boolean times) {
        static Goal share(String contestant, double least) {
            return new Goal(contestant, least, false);
        }

        static Goal times(String contestant, double least) {
            return new Goal(contestant, least, true);
        }

        private String show(double ratio) {
            return times ? number("%.0f ×", ratio) : number("%.0f %%", 100 * ratio);
        }
    }

    /** Adds a contest that Postern, the first contestant, was in. */
    void add(String work, Map<String, Contest.Standing> standings, List<Goal> goals) {
        double own = standings.values().iterator().next().perSecond();
        String first = work;
        for (Map.Entry<String, Contest.Standing> each : standings.entrySet()) {
            Contest.Standing standing = each.getValue();
            double ratio = own / standing.perSecond();
            Goal goal = goals.stream()
                    .filter(wanted -> wanted.contestant().equals(each.getKey()))
                    .findFirst()
                    .orElse(null);
            row(
                    first,
                    each.getKey(),
                    number("%,.0f/s", standing.perSecond()),
                    number("%,.0f to %,.0f", standing.lowest(), standing.highest()),
                    millis(standing.median()),
                    millis(standing.slow()),
                    Long.toString(standing.errors()),
                    goal != null ? goal.show(ratio) : ratio == 1 ? "" : number("%.0f %%", 100 * ratio),
                    goal == null ? "" : "≥ " + goal.show(goal.least()) + reached(ratio >= goal.least()));
            first = "";
        }
    }

    void addStarts(String who, List<Duration> starts, Duration goal) {
        List<Duration> sorted = starts.stream().sorted().toList();
        Duration median = sorted.get(sorted.size() / 2);
        row(
                "Start to ready, with data",
                who,
                seconds(median),
                seconds(sorted.getFirst()) + " to " + seconds(sorted.getLast()),
                "",
                "",
                "",
                "",
                goal == null ? "" : "≤ " + seconds(goal) + reached(median.compareTo(goal) <= 0));
    }

    /** @param most for the slowest answer */
    void addPage(String path, List<Duration> times, Duration most) {
        List<Duration> sorted = times.stream().sorted().toList();
        row(
                "Page " + path,
                "Postern",
                millis(sorted.get(sorted.size() / 2)),
                millis(sorted.getFirst()) + " to " + millis(sorted.getLast()),
                "",
                "",
                "",
                "",
                "≤ " + most.toMillis() + " ms" + reached(sorted.getLast().compareTo(most) <= 0));
    }

    void addMemory(String who, long bytes, long mostMebibytes) {
        long mebibytes = bytes >> 20;
        row(
                "Most resident memory, under the load above",
                who,
                mebibytes + " MiB",
                "",
                "",
                "",
                "",
                "",
                mostMebibytes == 0 ? "" : "≤ " + mostMebibytes + " MiB" + reached(mebibytes <= mostMebibytes));
    }

    String markdown() {
        return String.join("\n", facts.stream().map(fact -> "- " + fact).toList()) + "\n\n" + HEAD
                + String.join("\n", rows) + "\n";
    }

    private void row(String... cells) {
        rows.add("| " + String.join(" | ", cells) + " |");
    }

    private static String reached(boolean reached) {
        return reached ? ": reached" : ": **not reached**";
    }

    private static String millis(Duration duration) {
        return number("%.2f ms", duration.toNanos() / 1e6);
    }

    private static String seconds(Duration duration) {
        return number("%.2f s", duration.toMillis() / 1e3);
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
