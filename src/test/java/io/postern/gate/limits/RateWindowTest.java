package io.postern.gate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Cases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateWindowTest {
    private static final Instant START = Instant.parse("2026-03-02T12:00:00.123456789Z");
    private static final Duration LENGTH = Duration.ofSeconds(20);

    private final RateWindow window = new RateWindow();

    @Test
    void shouldHoldACallForTwentySecondsToTheNanosecond() {
        window.count(START);
        window.add(START);

        assertThat(window.count(START.plus(LENGTH).minusNanos(1))).isEqualTo(1);
        assertThat(window.count(START.plus(LENGTH))).isZero();
    }

    /** Compared with a list of all instants, whatever the limit and the distances are. */
    @Test
    void shouldCountWhatALookAtAllInstantsCounts() {
        Cases.run(given -> checkTheCount(given.list(0, 6, () -> phase(given)), given.between(1, 300)));
    }

    /** Calls of which some phases have few and others many in 20 s. */
    private static List<Long> phase(Cases.Given given) {
        long farthest = given.oneOf(1L, 100_000_000L, 1_000_000_000L, 3_000_000_000L);
        return given.list(0, 150, () -> given.between(0, farthest));
    }

    private static void checkTheCount(List<List<Long>> phases, int limit) {
        RateWindow tried = new RateWindow();
        List<Instant> admitted = new ArrayList<>();
        Instant now = START;
        for (long nanos : phases.stream().flatMap(List::stream).toList()) {
            now = now.plusNanos(nanos);
            Instant at = now;
            long expected = admitted.stream()
                    .filter(instant -> instant.isAfter(at.minus(LENGTH)))
                    .count();
            assertThat(tried.count(at)).isEqualTo((int) expected);
            if (expected < limit) {
                tried.add(at);
                admitted.add(at);
            }
        }
    }

    @Test
    void shouldHoldNoCallLongerWhenTheClockIsSetBack() {
        window.count(START);
        window.add(START);
        window.count(START.plusSeconds(5));
        window.add(START.plusSeconds(5));

        Instant setBack = START.minusSeconds(3600);

        assertThat(window.count(setBack)).isEqualTo(2);
        assertThat(window.count(setBack.plusSeconds(15).minusNanos(1))).isEqualTo(2);
        assertThat(window.count(setBack.plusSeconds(15))).isEqualTo(1);
        assertThat(window.count(setBack.plusSeconds(20))).isZero();
    }
}
