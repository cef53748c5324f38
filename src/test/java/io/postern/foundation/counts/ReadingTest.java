package io.postern.foundation.counts;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.foundation.store.Snapshot;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final int SUBSCRIPTION = 1;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final Reading<String> reading = new Reading<>(SUBSCRIPTION, DAY, DAY.plusDays(1));

    @Test
    void shouldMissWhatIsPendingAndWhatWasWrittenAfterItsSnapshot() {
        reading.written(SUBSCRIPTION, DAY, "9", Map.of("a", 1L));
        reading.written(SUBSCRIPTION, DAY, "10", Map.of("a", 2L, "b", 4L));
        reading.pending(DAY, new HashMap<>(Map.of("a", 8L)));

        assertThat(missed()).isEqualTo(Map.of(DAY, Map.of("a", 10L, "b", 4L)));
    }

    @Test
    void shouldNotCountTwiceWhatWasPendingWhenItEndedAndIsWrittenSince() {
        reading.pending(DAY, new HashMap<>(Map.of("a", 8L)));
        reading.written(SUBSCRIPTION, DAY, "10", Map.of("a", 8L));

        assertThat(missed()).isEqualTo(Map.of(DAY, Map.of("a", 8L)));
    }

    @Test
    void shouldMissWhatWasWrittenOfADayThatIsNotInMemoryAnyMore() {
        reading.written(SUBSCRIPTION, DAY, "10", Map.of("a", 2L));
        reading.written(SUBSCRIPTION, DAY, "11", Map.of("a", 3L));

        assertThat(missed()).isEqualTo(Map.of(DAY, Map.of("a", 5L)));
    }

    @Test
    void shouldBeOfItsDaysAndItsSubscription() {
        reading.written(SUBSCRIPTION, DAY.minusDays(1), "10", Map.of("a", 1L));
        reading.written(SUBSCRIPTION, DAY.plusDays(2), "11", Map.of("a", 1L));
        reading.written(SUBSCRIPTION + 1, DAY, "12", Map.of("a", 1L));
        reading.written(SUBSCRIPTION, DAY.plusDays(1), "13", Map.of("a", 1L));

        assertThat(missed()).isEqualTo(Map.of(DAY.plusDays(1), Map.of("a", 1L)));
    }

    /** By a snapshot that has the transactions before 10. */
    private Map<LocalDate, Map<String, Long>> missed() {
        return reading.missedBy(new Snapshot<>("rows", 10, 10, Set.of()));
    }
}
