package io.postern.console.usage;

import io.postern.access.operation.Operations;
import io.postern.console.Formats;
import io.postern.insight.calls.DurationHistogram;
import io.postern.insight.calls.OperationTimes;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long the calls of an operation took.
 *
 * @param operation verb and path
 * @param p50 the span within which half of them ended, for instance {@code ≤ 25 ms}
 * @param p95 the same of 95 of a hundred
 */
public record SlowOperation(String operation, String calls, String p50, String p95) {
    private static final int MOST = 10;
    private static final Duration BEYOND = Duration.ofSeconds(Long.MAX_VALUE);

    /** The slowest: by the 95th percentile, then the 50th, then the number of calls. */
    static List<SlowOperation> slowest(
            Map<String, DurationHistogram> histograms, Operations operations, Formats formats) {
        return histograms.entrySet().stream()
                .sorted(Map.Entry.<String, DurationHistogram>comparingByValue(
                                Comparator.comparing((DurationHistogram histogram) -> length(histogram, 95))
                                        .thenComparing(histogram -> length(histogram, 50))
                                        .thenComparingLong(DurationHistogram::calls)
                                        .reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(entry -> of(operations.name(entry.getKey()), entry.getValue(), formats))
                .toList();
    }

    private static SlowOperation of(String operation, DurationHistogram histogram, Formats formats) {
        return new SlowOperation(
                operation,
                formats.number(histogram.calls()),
                text(histogram.percentile(50), formats),
                text(histogram.percentile(95), formats));
    }

    private static Duration length(DurationHistogram histogram, int percent) {
        return histogram.percentile(percent).orElse(BEYOND);
    }

    private static String text(Optional<Duration> span, Formats formats) {
        return span.map(within -> "≤ " + text(within, formats))
                .orElseGet(() -> "> " + text(OperationTimes.SPANS.getLast(), formats));
    }

    private static String text(Duration span, Formats formats) {
        return span.compareTo(Duration.ofSeconds(1)) < 0
                ? span.toMillis() + " ms"
                : NumberFormat.getNumberInstance(formats.locale()).format(span.toMillis() / 1000.0) + " s";
    }
}
