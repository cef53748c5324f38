package io.postern.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.TestClock;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessSlowdownTest {
    private static final UUID CLIENT = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final TestClock clock = new TestClock();
    private final GuessSlowdown slowdown = new GuessSlowdown(clock);

    @Test
    void shouldLetTenFailuresPassAndThenDoubleTheWaitUpToAMinute() {
        failInTurn(CLIENT, HERE, 10);
        assertThat(slowdown.secondsToWait(CLIENT, HERE)).isZero();

        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(slowdown.failed(CLIENT, HERE)).isZero();
            assertThat(slowdown.secondsToWait(CLIENT, HERE)).isEqualTo(seconds);
            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(slowdown.secondsToWait(CLIENT, HERE)).as("rounded up").isEqualTo(1);
            clock.advance(Duration.ofMillis(1));
            assertThat(slowdown.secondsToWait(CLIENT, HERE)).isZero();
        }
    }

    @Test
    void shouldNeverMakeTheClientWaitElsewhereNorAnotherClientHere() {
        failInTurn(CLIENT, HERE, 11);

        assertThat(slowdown.secondsToWait(CLIENT, HERE)).isPositive();
        assertThat(slowdown.secondsToWait(CLIENT, ELSEWHERE)).isZero();
        assertThat(slowdown.secondsToWait(OTHER, HERE)).isZero();
    }

    @Test
    void shouldMakeGoodWithASuccess() {
        failInTurn(CLIENT, HERE, 11);
        clock.advance(Duration.ofSeconds(1));

        assertThat(slowdown.succeeded(CLIENT, HERE)).isZero();

        failInTurn(CLIENT, HERE, 10);
        assertThat(slowdown.secondsToWait(CLIENT, HERE)).isZero();
    }

    @Test
    void shouldNotTellTheOutcomeOfWhatCameTooEarly() {
        failInTurn(CLIENT, HERE, 11);

        assertThat(slowdown.succeeded(CLIENT, HERE))
                .as("a success within the wait")
                .isEqualTo(1);
        assertThat(slowdown.failed(CLIENT, HERE))
                .as("a failure within the wait")
                .isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(slowdown.failed(CLIENT, HERE)).isZero();
        assertThat(slowdown.secondsToWait(CLIENT, HERE))
                .as("neither counted nor made good")
                .isEqualTo(2);
    }

    @Test
    void shouldForgetAfterAnHourWithoutAFailure() {
        failInTurn(CLIENT, HERE, 10);

        clock.advance(Duration.ofHours(1));

        failInTurn(CLIENT, HERE, 10);
        assertThat(slowdown.secondsToWait(CLIENT, HERE)).isZero();
    }

    @Test
    void shouldSlowAnAddressDownThatGuessesManyClients() {
        failInTurn(null, HERE, 100);
        assertThat(slowdown.secondsToWait(CLIENT, HERE)).isZero();

        for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
            assertThat(slowdown.failed(null, HERE)).isZero();
            assertThat(slowdown.secondsToWait(null, HERE)).isEqualTo(seconds);
            assertThat(slowdown.secondsToWait(CLIENT, HERE)).isEqualTo(seconds);
            assertThat(slowdown.secondsToWait(CLIENT, ELSEWHERE)).isZero();
            clock.advance(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void shouldNotMakeAClientWaitForOthersAtAnAddressWhereItGotInLately() {
        slowdown.succeeded(CLIENT, HERE);
        failInTurn(null, HERE, 101);

        assertThat(slowdown.secondsToWait(OTHER, HERE)).isEqualTo(1);
        assertThat(slowdown.secondsToWait(CLIENT, HERE)).isZero();
        assertThat(slowdown.succeeded(CLIENT, HERE)).isZero();

        clock.advance(Duration.ofDays(1));
        failInTurn(null, HERE, 101);
        assertThat(slowdown.secondsToWait(CLIENT, HERE)).as("a day later").isEqualTo(1);
    }

    @Test
    void shouldCountTheFailuresOfAClientForItsAddressToo() {
        for (int client = 0; client < 10; client++) {
            failInTurn(UUID.randomUUID(), HERE, 10);
        }

        assertThat(slowdown.secondsToWait(CLIENT, HERE)).isZero();
        slowdown.failed(OTHER, HERE);
        assertThat(slowdown.secondsToWait(CLIENT, HERE)).isEqualTo(1);
    }

    @Test
    void shouldEvaluateNoMoreThanIsFreeOfManyAttemptsAtOnce() {
        AtomicInteger told = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) {
                threads.execute(() -> {
                    if (slowdown.failed(CLIENT, HERE) == 0) {
                        told.incrementAndGet();
                    }
                });
            }
        }

        assertThat(told).as("ten, and the one that makes the rest wait").hasValue(11);
    }

    @Test
    void shouldNotMakeManySuccessesAtOnceWait() {
        Queue<Long> waits = new ConcurrentLinkedQueue<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) {
                threads.execute(() -> {
                    waits.add(slowdown.secondsToWait(CLIENT, HERE));
                    waits.add(slowdown.succeeded(CLIENT, HERE));
                });
            }
        }

        assertThat(waits).hasSize(2000).containsOnly(0L);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,            192.0.2.1,            true",
        "192.0.2.1,            192.0.2.2,            false",
        "::ffff:192.0.2.1,     192.0.2.1,            true",
        "2001:db8:1:2::1,      2001:db8:1:2:3:4:5:6, true",
        "2001:db8:1:2::1,      2001:db8:1:3::1,      false",
        "fe80:0:0:0:0:0:0:1%1, fe80::2,              true"
    })
    void shouldCountIpv6ByItsFirst64Bits(String one, String other, boolean same) {
        assertThat(GuessSlowdown.network(one).equals(GuessSlowdown.network(other)))
                .isEqualTo(same);
    }

    private void failInTurn(@Nullable UUID client, String address, int times) {
        for (int i = 0; i < times; i++) {
            slowdown.failed(client, address);
        }
    }
}
