package io.postern.foundation.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LatestMinutesTest {
    private static final Instant MINUTE = Instant.parse("2026-11-20T12:34:00Z");

    private final LatestMinutes<String> minutes = new LatestMinutes<>(3);
    private final Map<String, Long> written = new HashMap<>();

    @Test
    void shouldWriteTheLatestMinuteOnce() {
        minutes.note("a", MINUTE.plusSeconds(59));
        minutes.note("a", MINUTE.minusSeconds(1));

        write();
        assertThat(written).containsExactly(Map.entry("a", MINUTE.getEpochSecond()));
        written.clear();
        minutes.note("a", MINUTE.plusSeconds(1));
        write();
        assertThat(written).isEmpty();
    }

    @Test
    void shouldKeepForTheNextTimeWhatCannotBeWritten() {
        minutes.note("a", MINUTE);

        assertThatThrownBy(() -> minutes.write(fresh -> {
                    throw new IllegalStateException("not now");
                }))
                .isInstanceOf(IllegalStateException.class);
        write();

        assertThat(written).containsKey("a");
    }

    @Test
    void shouldMakeRoomWhenMemoryIsFull() {
        List.of("a", "b", "c", "d").forEach(key -> minutes.note(key, MINUTE));
        write();
        assertThat(written).containsOnlyKeys("a", "b", "c");

        minutes.note("d", MINUTE);
        write();

        assertThat(written).containsKey("d");
    }

    @Test
    void shouldForgetWhatIsWrittenAndHadNothingNewForSomeWrites() {
        LatestMinutes<String> brief = new LatestMinutes<>(3, 2);
        brief.note("a", MINUTE);
        write(brief);
        write(brief);
        brief.note("b", MINUTE);
        Instant kept = brief.latest("a");
        write(brief);

        assertThat(kept).isEqualTo(MINUTE);
        assertThat(brief.latest("a")).isNull();
        assertThat(brief.latest("b")).isEqualTo(MINUTE);
    }

    @Test
    void shouldLoseNothingThatIsNotedWhileItIsForgotten() throws Exception {
        int keys = 20_000;
        LatestMinutes<String> many = new LatestMinutes<>(keys, 0);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> writer = threads.submit(() -> {
                while (!over.get()) {
                    write(many);
                }
            });
            for (int key = 0; key < keys; key++) {
                many.note("key " + key, MINUTE);
                many.note("key " + key, MINUTE.plusSeconds(60));
                many.note("key " + key, MINUTE.plusSeconds(120));
            }
            over.set(true);
            writer.get();
        }
        write(many);

        assertThat(written)
                .hasSize(keys)
                .allSatisfy((key, minute) ->
                        assertThat(minute).isEqualTo(MINUTE.plusSeconds(120).getEpochSecond()));
    }

    private void write() {
        write(minutes);
    }

    private void write(LatestMinutes<String> source) {
        source.write(fresh -> fresh.forEach((key, minute) -> written.merge(key, minute, Math::max)));
    }
}
