package io.postern.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that somebody else runs: Debian's version 15, the oldest that Postern supports. */
public final class ExternalPostgres implements AutoCloseable {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final String PASSWORD = "p%ss w/rd";
    private static final String ENCODED_PASSWORD = "p%25ss%20w%2Frd";

    private final Path folder;
    private final Path cluster;
    private final int port;

    private ExternalPostgres(Path folder, Path cluster, int port) {
        this.folder = folder;
        this.cluster = cluster;
        this.port = port;
    }

    /** Whether it is installed; {@code ./postern test} installs it where it may. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("postgres"));
    }

    /** Makes a cluster in a folder and starts it. */
    public static ExternalPostgres start(Path folder) throws IOException, InterruptedException {
        Path cluster = folder.resolve("external");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        run(folder, "initdb", "-D", cluster.toString(), "-U", "owner", "-A", "scram-sha-256", "--pwfile=" + password);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ExternalPostgres postgres = new ExternalPostgres(folder, cluster, port);
        postgres.start();
        return postgres;
    }

    /** Starts it again. */
    public void start() throws IOException, InterruptedException {
        run(
                folder,
                "pg_ctl",
                "-D",
                cluster.toString(),
                "-l",
                folder.resolve("external.log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=",
                "-w",
                "start");
    }

    /** Stops it, ending all connections. */
    public void stop() throws IOException, InterruptedException {
        run(folder, "pg_ctl", "-D", cluster.toString(), "-m", "immediate", "-w", "stop");
    }

    public int port() {
        return port;
    }

    /** The address as {@code POSTERN_DATABASE_URL} takes it. */
    public String url() {
        return url(port);
    }

    /** The address by another port that leads there. */
    public String url(int port) {
        return "postgresql://owner:" + ENCODED_PASSWORD + "@127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(cluster.resolve("postmaster.pid"))) {
            stop();
        }
    }

    private static void run(Path folder, String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path log = folder.resolve(program + ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(program + " failed: " + Files.readString(log));
        }
    }
}
