package io.postern.insight.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.postern.testing.Cases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
    @Test
    void shouldTellTheUpperEndOfTheClassInWhichThePercentileFalls() {
        DurationHistogram histogram = new DurationHistogram();
        histogram.add(0, 50);
        histogram.add(1, 44);
        histogram.add(4, 1);
        histogram.add(OperationTimes.SPANS.size(), 5);

        assertThat(histogram.calls()).isEqualTo(100);
        assertThat(histogram.percentile(50)).contains(Duration.ofMillis(10));
        assertThat(histogram.percentile(51)).contains(Duration.ofMillis(25));
        assertThat(histogram.percentile(95)).contains(Duration.ofMillis(250));
        assertThat(histogram.percentile(96)).isEmpty();
    }

    @Test
    void shouldHaveNoPercentileOfNothing() {
        assertThatIllegalStateException().isThrownBy(() -> new DurationHistogram().percentile(50));
    }

    /** Whatever the times are, the answer is that of the call at the rank when all are put in order. */
    @Test
    void shouldBeThePercentileByNearestRank() {
        Cases.run(300, given -> checkThePercentile(given.list(1, 255, () -> nanos(given)), given.between(1, 100)));
    }

    private static long nanos(Cases.Given given) {
        return given.nextBoolean()
                ? given.between(0, 40_000_000_000L)
                : given.oneOf(OperationTimes.SPANS).toNanos() + given.between(-1, 1);
    }

    private static void checkThePercentile(List<Long> nanos, int percent) {
        DurationHistogram histogram = new DurationHistogram();
        nanos.forEach(each -> histogram.add(OperationTimes.durationClass(each), 1));

        long ranked = nanos.stream()
                .sorted()
                .skip((long) Math.ceil(nanos.size() * percent / 100.0) - 1)
                .findFirst()
                .orElseThrow();
        Optional<Duration> expected = OperationTimes.SPANS.stream()
                .filter(span -> ranked <= span.toNanos())
                .findFirst();
        assertThat(histogram.percentile(percent)).isEqualTo(expected);
    }
}
