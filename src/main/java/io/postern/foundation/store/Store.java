package io.postern.foundation.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * The database as the rest of the server sees it. It owns the connections and the transactions: whoever needs more than one
 * statement to be one change passes one function. Closed until {@link #open} has returned. Thread safe.
 */
@Singleton
public final class Store {
    /** How long a caller waits for a connection. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int OLDEST_POSTGRES = 15;

    /** How long a connection that was idle may take to show that it is still one. */
    private static final int VALIDATION_SECONDS = 2;

    /**
     * For work without a deadline of its own, beyond the longest time that any operation may take: only then a silent database
     * counts as gone. The driver's {@code socketTimeout} would say so too, but makes every read of a virtual thread wait with a
     * timer, which costs a lead by id a seventh of its rate.
     */
    private static final Duration LONGEST_WORK = Duration.ofSeconds(330);

    private final Duration longestWork;
    private volatile @Nullable AgroalDataSource source;
    private volatile @Nullable Cancellation cancellation;
    private volatile @Nullable Jdbi jdbi;

    public Store() {
        this(LONGEST_WORK);
    }

    Store(Duration longestWork) {
        this.longestWork = longestWork;
    }

    /**
     * Connects, brings the tables to this version, and opens the store.
     *
     * @param connections the largest number of connections, at least 2
     * @throws StartupFailure when the database cannot be reached, is too old, or belongs to a newer Postern
     */
    public void open(DatabaseAddress address, int connections) {
        AgroalDataSource opened = source(address, connections);
        try {
            check(opened, address);
            Migrations.apply(opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        source = opened;
        cancellation = new Cancellation();
        jdbi = Jdbi.create(opened)
                .installPlugin(new InstantPlugin())
                // an argument that is bound as one is found at once, not after all that JDBI could prepare
                .configure(Arguments.class, arguments -> arguments.setPreparedArgumentsEnabled(false))
                // what is bound to a statement may be secret, and messages reach the log
                .configure(
                        StatementExceptions.class,
                        exceptions -> exceptions.setMessageRendering(StatementExceptions.MessageRendering.NONE));
    }

    /** Ends all connections. */
    public void close() {
        @Nullable AgroalDataSource open = source;
        jdbi = null;
        source = null;
        if (open != null) {
            open.close();
        }
        @Nullable Cancellation looking = cancellation;
        cancellation = null;
        if (looking != null) {
            looking.close();
        }
    }

    /** The connections as they are now; none while the store is closed. */
    public Connections connections() {
        @Nullable AgroalDataSource open = source;
        if (open == null) {
            return Connections.NONE;
        }
        AgroalDataSourceMetrics pool = open.getMetrics();
        return new Connections(
                pool.activeCount(),
                pool.availableCount(),
                pool.awaitingCount(),
                open.getConfiguration().connectionPoolConfiguration().maxSize());
    }

    /**
     * Runs a function in one read-committed transaction; an exception rolls it back and comes out.
     *
     * @throws StoreUnavailable when there is no connection within {@link #PATIENCE}, it breaks, or the database gives up on the
     *     transaction for the sake of others
     * @throws DeadlinePassed when the {@link Deadline} of the thread passes before the commit; without one it has 330 s
     */
    public <T extends @Nullable Object, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
        return timed(handle -> handle.inTransaction(TransactionIsolationLevel.READ_COMMITTED, inTime(work)));
    }

    /** As {@link #inTransaction}, without a result. */
    public <X extends Exception> void useTransaction(HandleConsumer<X> work) throws X {
        inTransaction(handle -> {
            work.useHandle(handle);
            return true;
        });
    }

    /**
     * Runs single statements, each of which is its own transaction: reads, or what may be done again.
     *
     * @throws StoreUnavailable as {@link #inTransaction}
     * @throws DeadlinePassed as {@link #inTransaction}; statements that have ended before remain
     */
    public <T extends @Nullable Object, X extends Exception> T with(HandleCallback<T, X> work) throws X {
        return timed(inTime(work));
    }

    /** Runs reads that all see the database at one moment; throws as {@link #inTransaction}. */
    public <T extends @Nullable Object, X extends Exception> T inSnapshot(HandleCallback<T, X> work) throws X {
        return timed(handle -> handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, transaction -> {
            transaction.execute("SET TRANSACTION READ ONLY");
            return inTime(work).withHandle(transaction);
        }));
    }

    /** Works on a connection under the deadline of this thread, or else the longest one; all that is done with it is. */
    private <T extends @Nullable Object, X extends Exception> T timed(HandleCallback<T, X> work) throws X {
        @Nullable Deadline own = Deadline.current();
        if (own != null) {
            return until(own, work);
        }
        Deadline longest = Deadline.in(longestWork);
        longest.enter();
        try {
            return until(longest, work);
        } finally {
            Deadline.leave();
        }
    }

    private <T extends @Nullable Object, X extends Exception> T until(Deadline deadline, HandleCallback<T, X> work)
            throws X {
        return guarded(() -> {
            @Nullable Cancellation looking = cancellation;
            try (Handle handle = jdbi().open()) {
                if (looking == null) {
                    throw new StoreUnavailable("The database is closed", null);
                }
                try (Cancellation.Use use = looking.use(handle.getConnection(), deadline)) {
                    return work.withHandle(handle);
                }
            }
        });
    }

    /** Work whose result counts only if its thread's deadline has not passed. */
    private static <T extends @Nullable Object, X extends Exception> HandleCallback<T, X> inTime(
            HandleCallback<T, X> work) {
        return handle -> {
            T result = work.withHandle(handle);
            if (hasPassed()) {
                throw new DeadlinePassed(null);
            }
            return result;
        };
    }

    private Jdbi jdbi() {
        @Nullable Jdbi open = jdbi;
        if (open == null) {
            throw new StoreUnavailable("The database is not open yet", null);
        }
        return open;
    }

    @FunctionalInterface
    private interface Guarded<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    private <T extends @Nullable Object, X extends Exception> T guarded(Guarded<T, X> work) throws X {
        try {
            return work.run();
        } catch (ConnectionException e) {
            throw hasPassed() ? new DeadlinePassed(e) : new StoreUnavailable("No connection to the database", e);
        } catch (JdbiException e) {
            if (hasPassed()) {
                throw new DeadlinePassed(e);
            }
            throw switch (Trouble.of(e)) {
                case CONNECTION -> new StoreUnavailable("The connection to the database broke", e);
                case CONTENTION ->
                    new StoreUnavailable("The database gave up on a transaction that stood in the way of others", e);
                case OTHER -> e;
            };
        }
    }

    /** Whatever goes wrong beyond the deadline does so because the statement, or its connection, was cancelled. */
    private static boolean hasPassed() {
        @Nullable Deadline deadline = Deadline.current();
        return deadline != null && deadline.hasPassed();
    }

    /** What a failed statement says of the database. PostgreSQL's manual, appendix "Error Codes". */
    private enum Trouble {
        /** Class 08 (connection exception), 57P01 to 57P03 (the server is ending or starting), 53300 (too many). */
        CONNECTION,
        /** 40P01 (deadlock), 40001 (serialization), 53200 (out of lock memory): the same call may succeed later. */
        CONTENTION,
        OTHER;

        static Trouble of(Throwable failure) {
            String state = SqlState.of(failure);
            if (state.startsWith("08") || state.startsWith("57P0") || state.equals("53300")) {
                return CONNECTION;
            }
            return state.startsWith("40") || state.equals("53200") ? CONTENTION : OTHER;
        }
    }

    private static AgroalDataSource source(DatabaseAddress address, int connections) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(true)
                .connectionPoolConfiguration(pool -> pool.minSize(0)
                        .initialSize(0)
                        .maxSize(connections)
                        .acquisitionTimeout(PATIENCE)
                        .reapTimeout(Duration.ofMinutes(5))
                        .idleValidationTimeout(Duration.ofSeconds(10))
                        .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(VALIDATION_SECONDS))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> {
                            factory.jdbcUrl(address.jdbcUrl())
                                    .connectionProviderClassName("org.postgresql.Driver")
                                    .principal(new NamePrincipal(address.user()))
                                    .loginTimeout(PATIENCE);
                            for (Map.Entry<String, String> property : Map.of(
                                            "ApplicationName",
                                            "postern",
                                            "reWriteBatchedInserts",
                                            "true",
                                            "prepareThreshold",
                                            "3",
                                            "connectTimeout",
                                            "5",
                                            "cancelSignalTimeout",
                                            "2",
                                            "tcpKeepAlive",
                                            "true",
                                            "logServerErrorDetail",
                                            "false",
                                            "options",
                                            "-c TimeZone=UTC")
                                    .entrySet()) {
                                factory.jdbcProperty(property.getKey(), property.getValue());
                            }
                            if (address.password() != null) {
                                factory.credential(new SimplePassword(address.password()));
                            }
                            return factory;
                        }));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new StartupFailure("The database address cannot be used: " + e.getMessage(), e);
        }
    }

    private static void check(AgroalDataSource source, DatabaseAddress address) {
        try (var connection = source.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_POSTGRES) {
                throw new StartupFailure("The database at " + address.jdbcUrl() + " is PostgreSQL " + version
                        + "; Postern needs " + OLDEST_POSTGRES + " or newer");
            }
        } catch (SQLException e) {
            throw new StartupFailure(
                    "The database at " + address.jdbcUrl() + " cannot be used as user " + address.user() + ": "
                            + Failures.firstLine(e) + ". Check POSTERN_DATABASE_URL",
                    e);
        }
    }
}
