package io.postern.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Work without a deadline of its own. */
class StoreTest {
    @Test
    void shouldEndWorkThatHasNoDeadlineOfItsOwnAfterTheLongestTime() {
        Store store = new Store(Duration.ofMillis(200));
        store.open(TestStore.address(), 2);
        try {
            assertThatExceptionOfType(DeadlinePassed.class)
                    .isThrownBy(() -> store.with(handle -> handle.execute("SELECT pg_sleep(60)")));

            assertThat(Deadline.current()).isNull();
            assertThat(store.<Integer, RuntimeException>with(handle ->
                            handle.select("SELECT 1").mapTo(Integer.class).one()))
                    .isEqualTo(1);
        } finally {
            store.close();
        }
    }
}
