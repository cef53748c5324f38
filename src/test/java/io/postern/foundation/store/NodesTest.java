package io.postern.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NodesTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));
    private final Nodes one = node();
    private final Nodes other = node();

    @Test
    void shouldCountThoseWhoToldLatelyThatTheyAreThere() {
        one.tell();
        assertThat(one.count()).isEqualTo(1);
        other.tell();
        assertThat(one.count()).isEqualTo(2);
        assertThat(other.count()).isEqualTo(2);

        pass(Duration.ofSeconds(15));
        one.tell();
        assertThat(one.count()).isEqualTo(2);
        pass(Duration.ofNanos(1000));
        assertThat(one.count()).isEqualTo(1);

        other.tell();
        assertThat(one.count()).isEqualTo(2);
        other.leave();
        assertThat(one.count()).isEqualTo(1);
        one.leave();
    }

    private Nodes node() {
        return new Nodes(TestStore.store(), now::get, new SecureRandom());
    }

    private void pass(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}
