package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.work.RegularWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration NEVER_IN_A_TEST = Duration.ofHours(1);

    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void shouldDoAgainWhatIsDeclared() {
        AtomicInteger runs = new AtomicInteger();
        Heartbeat heartbeat = new Heartbeat(List.of(RegularWork.every(SHORT, "test.count", runs::incrementAndGet)));

        heartbeat.start();

        await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(2));
        heartbeat.stop();
    }

    @Test
    void shouldTryAgainWhatHasFailed() {
        AtomicInteger runs = new AtomicInteger();
        Heartbeat heartbeat = new Heartbeat(List.of(RegularWork.every(SHORT, "test.fault", () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("on purpose");
        })));

        heartbeat.start();

        await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(2));
        heartbeat.stop();
    }

    @Test
    void shouldNotLetWorkThatWaitsHoldUpOther() {
        CountDownLatch database = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        Heartbeat heartbeat = new Heartbeat(Stream.concat(
                        IntStream.range(0, 30)
                                .mapToObj(i -> RegularWork.every(SHORT, "test.wait" + i, () -> waitFor(database))),
                        Stream.of(RegularWork.every(SHORT.multipliedBy(4), "test.count", runs::incrementAndGet)))
                .toList());

        heartbeat.start();

        await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(2));
        database.countDown();
        heartbeat.stop();
    }

    @Test
    void shouldDoBeforeItIsReadyOnlyWhatIsMarked() {
        Heartbeat heartbeat = new Heartbeat(List.of(work("later"), work("first").beforeReady()));

        heartbeat.start();

        assertThat(done).containsExactly("first");
        heartbeat.stop();
    }

    @Test
    void shouldNotStartWhenWhatIsToBeDoneFirstFails() {
        Heartbeat heartbeat = new Heartbeat(List.of(away("first").beforeReady()));

        assertThatThrownBy(heartbeat::start).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void shouldDoOnceMoreWhatIsMarkedAndSayFarewellLast() {
        Heartbeat heartbeat = new Heartbeat(List.of(
                work("tell").farewell(() -> done.add("leave")),
                work("clean"),
                work("count").onceMoreAtTheEnd(),
                fault("fault").onceMoreAtTheEnd(),
                work("note").onceMoreAtTheEnd()));
        heartbeat.start();

        heartbeat.stop();

        assertThat(done).containsExactly("count", "note", "leave");
    }

    @Test
    void shouldTryNothingMoreAtTheEndOnceTheDatabaseIsAway() {
        Heartbeat heartbeat = new Heartbeat(List.of(
                work("count").onceMoreAtTheEnd(),
                away("away").onceMoreAtTheEnd(),
                work("note").onceMoreAtTheEnd(),
                work("tell").farewell(() -> done.add("leave"))));
        heartbeat.start();

        heartbeat.stop();

        assertThat(done).containsExactly("count");
    }

    private RegularWork work(String name) {
        return RegularWork.every(NEVER_IN_A_TEST, name, () -> done.add(name));
    }

    private static RegularWork fault(String name) {
        return RegularWork.every(NEVER_IN_A_TEST, name, () -> {
            throw new IllegalStateException("on purpose");
        });
    }

    private static RegularWork away(String name) {
        return RegularWork.every(NEVER_IN_A_TEST, name, () -> {
            throw new StoreUnavailable("The database is away, on purpose", null);
        });
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
