package io.postern.foundation.store;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What was read from the database at one moment, and of which transactions it has the writes.
 *
 * @param read what was read
 * @param oldestRunning all transactions before this one had ended
 * @param next this transaction had not begun, nor any after it
 * @param running those between the two that had not ended
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT">PostgreSQL's manual,
 *     "Transaction ID and Snapshot Information Functions"</a>
 */
public record Snapshot<T>(T read, long oldestRunning, long next, Set<Long> running) {
    public Snapshot {
        running = Set.copyOf(running);
    }

    /** What was read within {@link Store#inSnapshot}. */
    public static <T> Snapshot<T> of(Handle handle, T read) {
        String[] parts = handle.createQuery("SELECT pg_current_snapshot()::text")
                .mapTo(String.class)
                .one()
                .split(":", -1);
        return new Snapshot<>(
                read,
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Stream.of(parts[2].split(","))
                        .filter(running -> !running.isEmpty())
                        .map(Long::valueOf)
                        .collect(Collectors.toSet()));
    }

    /**
     * Whether it has what a transaction has written.
     *
     * @param transaction one that was committed, before or after, by its {@link TransactionStatus#nameOf name}
     */
    public boolean has(String transaction) {
        long id = Long.parseLong(transaction);
        return id < oldestRunning || (id < next && !running.contains(id));
    }
}
