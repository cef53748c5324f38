package io.postern.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final Store store = TestStore.store();

    @Test
    void shouldTellWhichTransactionsItHas() {
        AtomicReference<Snapshot<Integer>> ofRunning = new AtomicReference<>();
        String before = store.inTransaction(TransactionStatus::nameOf);
        String running = store.inTransaction(handle -> {
            String name = TransactionStatus.nameOf(handle);
            String later = store.inTransaction(TransactionStatus::nameOf);
            ofRunning.set(snapshot());
            assertThat(ofRunning.get().has(later)).isTrue();
            return name;
        });
        String after = store.inTransaction(TransactionStatus::nameOf);

        assertThat(ofRunning.get().read()).isEqualTo(1);
        assertThat(ofRunning.get().has(before)).isTrue();
        assertThat(ofRunning.get().has(running)).isFalse();
        assertThat(ofRunning.get().has(after)).isFalse();
        assertThat(snapshot().has(running)).isTrue();
        assertThat(snapshot().has(after)).isTrue();
    }

    @Test
    void shouldNotHaveWhatIsCommittedBetweenTwoReads() {
        AtomicReference<String> between = new AtomicReference<>("");

        Snapshot<Integer> snapshot = store.inSnapshot(handle -> {
            int read = handle.createQuery("SELECT 1").mapTo(Integer.class).one();
            between.set(store.inTransaction(TransactionStatus::nameOf));
            return Snapshot.of(handle, read);
        });

        assertThat(snapshot.has(between.get())).isFalse();
    }

    private Snapshot<Integer> snapshot() {
        return store.inSnapshot(handle -> Snapshot.of(
                handle, handle.createQuery("SELECT 1").mapTo(Integer.class).one()));
    }
}
