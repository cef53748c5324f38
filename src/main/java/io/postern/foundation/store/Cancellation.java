package io.postern.foundation.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Looks after connections that are used under a {@link Deadline}: tells the database to cancel what runs beyond it, and gives a
 * connection up whose database does not react to that. Thread safe.
 */
final class Cancellation implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Cancellation.class);
    private static final long LOOK_MILLIS = 50;

    /** How long a database is given to cancel before its connection is given up. */
    private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Set<Use> uses = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("deadlines").factory());

    Cancellation() {
        executor.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A connection while it is used under a deadline. */
    final class Use implements AutoCloseable {
        private final Connection connection;
        private final Deadline deadline;
        private boolean cancelled;
        private volatile boolean ended;

        private Use(Connection connection, Deadline deadline) {
            this.connection = connection;
            this.deadline = deadline;
        }

        /** Ends the use; once this has returned nobody cancels what runs on the connection. */
        @Override
        public void close() {
            uses.remove(this);
            synchronized (this) {
                ended = true;
            }
        }

        private synchronized void cancel() {
            if (ended) {
                return;
            }
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException e) {
                LOG.debugf(e, "A statement could not be cancelled");
            }
        }

        private void giveUp() {
            if (ended) {
                return;
            }
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debugf(e, "A connection could not be given up");
            }
        }
    }

    /** Looks after a connection until the use is closed. */
    Use use(Connection connection, Deadline deadline) {
        Use use = new Use(connection, deadline);
        uses.add(use);
        return use;
    }

    /** Both steps wait for the network, and neither may keep the others waiting. */
    private void look() {
        for (Use use : uses) {
            long passedBy = use.deadline.passedBy();
            if (passedBy >= GRACE_NANOS && use.cancelled) {
                uses.remove(use);
                Thread.ofVirtual().name("deadlines-give-up").start(use::giveUp);
            } else if (passedBy >= 0 && !use.cancelled) {
                use.cancelled = true;
                Thread.ofVirtual().name("deadlines-cancel").start(use::cancel);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
