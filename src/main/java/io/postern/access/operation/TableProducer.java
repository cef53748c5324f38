package io.postern.access.operation;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the table of operations for whoever asks. */
final class TableProducer {
    private TableProducer() {}

    @Produces
    @Singleton
    static OperationTable table() {
        return OperationTable.read();
    }
}
