package io.postern.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TransactionStatusTest {
    private final Store store = TestStore.store();

    @Test
    void shouldTellWhatBecameOfATransaction() {
        AtomicReference<String> transaction = new AtomicReference<>("");

        TransactionStatus meanwhile = store.inTransaction(handle -> {
            transaction.set(TransactionStatus.nameOf(handle));
            return status(transaction.get());
        });
        assertThat(meanwhile).isEqualTo(TransactionStatus.IN_PROGRESS);
        assertThat(status(transaction.get())).isEqualTo(TransactionStatus.COMMITTED);

        store.useTransaction(handle -> {
            transaction.set(TransactionStatus.nameOf(handle));
            handle.rollback();
        });
        assertThat(status(transaction.get())).isEqualTo(TransactionStatus.ABORTED);
    }

    private TransactionStatus status(String transaction) {
        return store.with(handle -> TransactionStatus.of(handle, transaction));
    }
}
