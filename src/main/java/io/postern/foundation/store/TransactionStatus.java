package io.postern.foundation.store;

import org.jdbi.v3.core.Handle;

/**
 * What became of a transaction whose commit was not answered. PostgreSQL's manual, "Transaction ID and Snapshot Information
 * Functions".
 */
public enum TransactionStatus {
    COMMITTED,
    ABORTED,
    IN_PROGRESS;

    /** The name of the present transaction, by which it can be asked for later. */
    public static String nameOf(Handle handle) {
        return handle.createQuery("SELECT pg_current_xact_id()::text")
                .mapTo(String.class)
                .one();
    }

    /** What became of a transaction; one that the database remembers no more is taken for aborted. */
    public static TransactionStatus of(Handle handle, String transaction) {
        String status = handle.createQuery("SELECT coalesce(pg_xact_status(:transaction::xid8), 'aborted')")
                .bind("transaction", transaction)
                .mapTo(String.class)
                .one();
        return switch (status) {
            case "committed" -> COMMITTED;
            case "in progress" -> IN_PROGRESS;
            default -> ABORTED;
        };
    }
}
