package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.foundation.work.RegularWork;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The server under test does what a room declares, without being told of it anywhere else. */
@QuarkusTest
class DeclaredWorkTest {
    @Inject
    Room room;

    @Test
    void shouldDoWhatARoomDeclares() {
        await().untilAsserted(() -> assertThat(room.runs).hasValueGreaterThan(2));
    }

    /** As any room does it. */
    @Singleton
    static class Room {
        private final AtomicInteger runs = new AtomicInteger();

        @Produces
        @Singleton
        RegularWork counting() {
            return RegularWork.every(Duration.ofMillis(100), "test.count", runs::incrementAndGet);
        }
    }
}
