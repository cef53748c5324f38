package io.postern.foundation.store;

import io.postern.foundation.vault.RandomText;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that the server starts for itself: in the data folder, on the loopback address alone, with a password, with
 * {@code fsync} and {@code synchronous_commit} on. Port and password are chosen once and kept in {@code database.properties}.
 *
 * <p>A database that an earlier server left running, because that one was killed, is found by its pid file and taken over.
 */
public final class EmbeddedPostgres {
    private static final String SETTINGS = "database.properties";
    private static final String MAKING = "database-making-";
    private static final String DATABASE = "postgres";
    private static final String USER = "postern";
    private static final int PASSWORD_LENGTH = 32;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private final DataFolder data;
    private final Path cluster;
    private final Path log;
    private final PostgresBinaries binaries;
    private final DatabaseAddress address;
    private final int port;

    private EmbeddedPostgres(DataFolder data, PostgresBinaries binaries, int port, String password) {
        this.data = data;
        this.cluster = data.resolve("database");
        this.log = data.resolve("database.log");
        this.binaries = binaries;
        this.port = port;
        this.address = new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, USER, password);
    }

    /**
     * Starts the database of a data folder, making it when there is none, and waits until it takes connections.
     *
     * @throws StartupFailure when it does not come up; the text names the log
     */
    public static EmbeddedPostgres start(DataFolder data, SecureRandom random) {
        PostgresBinaries binaries = PostgresBinaries.unpackedIn(data);
        Properties settings = settings(data);
        String password = settings.getProperty("password", RandomText.of(PASSWORD_LENGTH, random));
        int port = Integer.parseInt(settings.getProperty("port", "0"));
        boolean taken = port != 0 && !isFree(port);
        EmbeddedPostgres postgres = new EmbeddedPostgres(data, binaries, port, password);
        if (port == 0 || (taken && postgres.runningProcess().isEmpty())) {
            port = freePort();
            postgres = new EmbeddedPostgres(data, binaries, port, password);
            keep(data, port, password);
        }
        postgres.initialise(password);
        postgres.bringUp();
        return postgres;
    }

    /** Whether a data folder has a database already. */
    public static boolean isMadeIn(DataFolder data) {
        return Files.exists(data.resolve("database"));
    }

    /** Where it is. */
    public DatabaseAddress address() {
        return address;
    }

    /** Stops it: connections are ended, what was committed is on the disk. Returns when the process is gone. */
    public void stop() {
        try {
            int exit = run("pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t", seconds(STOP_LIMIT), "stop");
            if (exit != 0 && runningProcess().isPresent()) {
                run("pg_ctl", "-D", cluster.toString(), "-m", "immediate", "-w", "-t", "1", "stop");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL in " + data + " could not be stopped", e);
        }
    }

    /** Makes the database beside its place, and puts it there when it is whole: whoever is killed leaves none or all of it. */
    private void initialise(String password) {
        data.deleteLeftovers(MAKING);
        if (Files.exists(cluster)) {
            return;
        }
        try {
            Path making = data.createFolder(MAKING);
            Path passwordFile = data.writePrivate("database.password", password);
            try {
                int exit = run(
                        "initdb",
                        "-D",
                        making.toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "-E",
                        "UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C");
                if (exit != 0) {
                    throw new StartupFailure("The embedded PostgreSQL cannot make its database in " + cluster + ": "
                            + lastLogLine() + ". See " + log);
                }
                data.moveInto(making, "database");
            } finally {
                Files.deleteIfExists(passwordFile);
            }
        } catch (IOException e) {
            throw new StartupFailure("The embedded PostgreSQL cannot make its database: " + e.getMessage(), e);
        }
    }

    /**
     * Looks and starts in turns until a connection succeeds: right after a crash the old processes may still be ending, and
     * the first attempt is then refused.
     */
    private void bringUp() {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        boolean started = false;
        @Nullable SQLException last = null;
        while (System.nanoTime() < limit) {
            try (Connection connection = connect()) {
                requireOwnCluster(connection);
                return;
            } catch (SQLException e) {
                last = e;
            }
            if (runningProcess().isEmpty()) {
                if (started) {
                    pause(Duration.ofMillis(200));
                }
                launch();
                started = true;
            }
            pause(BETWEEN_LOOKS);
        }
        throw new StartupFailure("The embedded PostgreSQL did not come up within " + START_LIMIT.toSeconds() + " s ("
                + (last == null ? lastLogLine() : last.getMessage()) + "). See " + log);
    }

    private void requireOwnCluster(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            if (!Path.of(row.getString(1)).equals(cluster)) {
                throw new StartupFailure("Port " + port + " is answered by another PostgreSQL, with its data in "
                        + row.getString(1) + ". Stop that one, or delete " + data.resolve(SETTINGS));
            }
        }
    }

    private void launch() {
        String options = String.join(
                " ",
                List.of(
                        "-p " + port,
                        "-c listen_addresses=127.0.0.1",
                        "-c unix_socket_directories=",
                        "-c fsync=on",
                        "-c synchronous_commit=on",
                        "-c max_connections=100",
                        // a sync of 300 leads takes a lock for each
                        "-c max_locks_per_transaction=512",
                        "-c timezone=UTC",
                        "-c log_timezone=UTC",
                        "-c jit=off"));
        try {
            int exit = run("pg_ctl", "-D", cluster.toString(), "-l", log.toString(), "-o", options, "-W", "start");
            if (exit != 0) {
                throw new StartupFailure(
                        "The embedded PostgreSQL cannot be started: " + lastLogLine() + ". See " + log);
            }
        } catch (IOException e) {
            throw new StartupFailure("The embedded PostgreSQL cannot be started: " + e.getMessage(), e);
        }
        long patience = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (runningProcess().isEmpty() && System.nanoTime() < patience) {
            pause(BETWEEN_LOOKS);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", String.valueOf(address.password()));
        properties.setProperty("connectTimeout", "2");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    /**
     * The postmaster that the pid file names, when it is alive: not some other program that got its number, nor one that has
     * ended and whose parent has yet to notice.
     */
    private Optional<ProcessHandle> runningProcess() {
        Path pidFile = cluster.resolve("postmaster.pid");
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(pidFile);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .commandLine()
                            .map(command -> command.contains(cluster.toString()))
                            .orElse(false));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private int run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with root's files.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.program(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        try {
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + START_LIMIT.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        }
    }

    private String lastLogLine() {
        try {
            return Files.readAllLines(log).reversed().stream()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .map(String::strip)
                    .orElse("no reason given");
        } catch (IOException e) {
            return "no reason given";
        }
    }

    private static Properties settings(DataFolder data) {
        Properties properties = new Properties();
        data.read(SETTINGS).ifPresent(text -> {
            try {
                properties.load(new StringReader(text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return properties;
    }

    private static void keep(DataFolder data, int port, String password) {
        Properties properties = new Properties();
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("password", password);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, "The embedded PostgreSQL of this folder");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        data.writePrivate(SETTINGS, text.toString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartupFailure("No free port for the embedded PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root") && Files.isExecutable(Path.of("/usr/bin/unshare"));
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupFailure("The start was interrupted", e);
        }
    }
}
