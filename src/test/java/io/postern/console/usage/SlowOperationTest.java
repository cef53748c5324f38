package io.postern.console.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.operation.OperationTable;
import io.postern.access.operation.Operations;
import io.postern.console.Formats;
import io.postern.insight.calls.DurationHistogram;
import io.postern.insight.calls.OperationTimes;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowOperationTest {
    private final Map<String, DurationHistogram> histograms = new HashMap<>();

    @Test
    void shouldListTheSlowestByP95ThenP50ThenCalls() {
        add("GET /fast", 0, 1000);
        add("GET /usual", 7, 100);
        add("GET /seldom", 7, 99);
        add("GET /median", 7, 400);
        add("GET /median", 0, 600);
        add("GET /endless", OperationTimes.SPANS.size(), 1);

        assertThat(slowest(Locale.GERMAN))
                .containsExactly(
                        new SlowOperation("GET /endless", "1", "> 30 s", "> 30 s"),
                        new SlowOperation("GET /usual", "100", "≤ 2,5 s", "≤ 2,5 s"),
                        new SlowOperation("GET /seldom", "99", "≤ 2,5 s", "≤ 2,5 s"),
                        new SlowOperation("GET /median", "1.000", "≤ 10 ms", "≤ 2,5 s"),
                        new SlowOperation("GET /fast", "1.000", "≤ 10 ms", "≤ 10 ms"));
    }

    @Test
    void shouldListTenAtMost() {
        for (int each = 0; each <= OperationTimes.SPANS.size(); each++) {
            add("GET /" + each, each, 1);
        }

        assertThat(slowest(Locale.ENGLISH))
                .hasSize(10)
                .first()
                .isEqualTo(new SlowOperation("GET /11", "1", "> 30 s", "> 30 s"));
    }

    private void add(String operation, int durationClass, long calls) {
        histograms.computeIfAbsent(operation, fresh -> new DurationHistogram()).add(durationClass, calls);
    }

    private List<SlowOperation> slowest(Locale locale) {
        return SlowOperation.slowest(
                histograms, new Operations(OperationTable.read()), new Formats(locale, ZoneOffset.UTC));
    }
}
