package io.postern.gate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.subscription.Limits;
import io.postern.foundation.wire.ErrorCode;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private final Capacity room = new Capacity(true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | 2 | 2 | Daily quota reached
            0 | 2 | 2 | Max rate limit '2' exceeded with in '20' secs
            3 | 2 | 2 | Max rate limit '2' exceeded with in '20' secs
            3 | 0 | 2 | Concurrent access limit '2' reached
            3 | 3 | 2 | Concurrent access limit '2' reached
            3 | 3 | 3 |
            0 | 0 | 0 |
            """)
    void shouldTellTheLimitThatLastsLongest(int daily, int rate, int concurrent, String text) {
        Limits limits = new Limits(daily, rate, concurrent);
        take(limits);
        take(limits);

        Capacities.Reached full = room.full(limits, NOW, 2);

        assertThat(full == null ? null : full.code().text(full.values())).isEqualTo(text);
        assertThat(full == null || full.ofService()).isTrue();
    }

    @Test
    void shouldGivePlacesBackAndKeepRateSlots() {
        Limits limits = new Limits(0, 2, 1);
        take(limits);
        assertThat(code(limits)).isEqualTo(ErrorCode.CONCURRENT_ACCESS_LIMIT_REACHED);
        room.leave();
        take(limits);
        room.leave();

        assertThat(code(limits)).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
        assertThat(room.places()).isZero();
        assertThat(room.full(limits, NOW.plusSeconds(20), 0)).isNull();
    }

    @Test
    void shouldKeepRateSlotsOnlyWhileARateIsLimited() {
        Limits limited = new Limits(0, 2, 0);
        take(Limits.NONE);
        assertThat(room.callsInWindow(NOW)).isEmpty();
        take(limited);
        assertThat(room.callsInWindow(NOW)).hasValue(1);
        take(Limits.NONE);

        assertThat(room.callsInWindow(NOW)).isEmpty();
        assertThat(room.full(limited, NOW, 0)).isNull();
        assertThat(room.places()).isEqualTo(3);
    }

    private void take(Limits limits) {
        room.take(limits, NOW);
    }

    private ErrorCode code(Limits limits) {
        return Objects.requireNonNull(room.full(limits, NOW, 0)).code();
    }
}
