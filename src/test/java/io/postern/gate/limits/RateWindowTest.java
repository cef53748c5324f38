package io.postern.gate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
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
    @Property
    void shouldCountWhatALookAtAllInstantsCounts(
            @ForAll @Size(max = 400) List<@LongRange(max = 3_000_000_000L) Long> nanosApart,
            @ForAll @IntRange(min = 1, max = 300) int limit) {
        RateWindow tried = new RateWindow();
        List<Instant> admitted = new ArrayList<>();
        Instant now = START;
        for (long nanos : nanosApart) {
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
