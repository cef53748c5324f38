package io.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** psql and pgbench on the embedded database of a data folder. */
final class PostgresClient {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern CALLS = Pattern.compile("actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("failed transactions: (\\d+)");

    private final Path programs;
    private final Path folder;
    private final String port;
    private final Map<String, String> environment;

    /** @param folder for files of the measurement */
    PostgresClient(Path data, Path folder) throws IOException {
        Properties database = new Properties();
        try (var settings = Files.newBufferedReader(data.resolve("database.properties"))) {
            database.load(settings);
        }
        this.programs = programs();
        this.folder = folder;
        this.port = database.getProperty("port");
        this.environment = Map.of("PGPASSWORD", database.getProperty("password"));
    }

    /** Runs a statement; lines of its result, columns apart by a bar. */
    List<String> query(String sql) {
        return Command.run(
                        Duration.ofSeconds(60),
                        environment,
                        command("psql", "-X", "-q", "-A", "-t", "-c", sql, "postgres"))
                .lines()
                .toList();
    }

    /** Runs the statements of a file, and stops at the first one that fails. */
    void run(Path script) {
        Command.run(
                Duration.ofSeconds(120),
                environment,
                command("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", script.toString(), "postgres"));
    }

    /**
     * Runs pgbench: each client takes one of the scripts at random, and the next once the last has ended.
     *
     * @param protocol simple or prepared
     * @param sampled the part of the transactions whose time is looked at
     */
    Load bench(List<Path> scripts, String protocol, int clients, Duration time, double sampled) throws IOException {
        return bench(
                Stream.concat(
                                Stream.of("--protocol=" + protocol),
                                scripts.stream().map(script -> "--file=" + script))
                        .toList(),
                clients,
                time,
                sampled);
    }

    /** Makes the tables for {@link #selectOnly}. */
    void makeTables() {
        Command.run(Duration.ofSeconds(60), environment, command("pgbench", "--initialize", "--quiet", "postgres"));
    }

    /** Runs {@code pgbench -S}: its own select of one row by primary key, with its own settings. */
    Load selectOnly(int clients, Duration time, double sampled) throws IOException {
        return bench(List.of("--select-only"), clients, time, sampled);
    }

    private Load bench(List<String> work, int clients, Duration time, double sampled) throws IOException {
        Path log = Files.createTempDirectory(folder, "pgbench");
        List<String> command = command(
                "pgbench",
                "--no-vacuum",
                "--client=" + clients,
                "--jobs=1",
                "--time=" + time.toSeconds(),
                "--log",
                "--log-prefix=" + log.resolve("times"),
                "--sampling-rate=" + sampled);
        command.addAll(work);
        command.add("postgres");
        String printed = Command.run(time.plusSeconds(30), environment, command);
        List<Long> micros = new ArrayList<>();
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.map(line -> Long.parseLong(line.split(" ")[2])).forEach(micros::add);
                }
                Files.delete(file);
            }
        }
        Files.delete(log);
        micros.sort(null);
        return new Load(
                Double.parseDouble(number(RATE, printed)),
                percentile(micros, 0.50),
                percentile(micros, 0.99),
                Long.parseLong(number(CALLS, printed)),
                Long.parseLong(number(FAILED, printed)));
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve(program).toString(), "--host=127.0.0.1", "--port=" + port, "--username=postern"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Duration percentile(List<Long> sorted, double part) {
        return sorted.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(1000 * sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part)));
    }

    private static String number(Pattern pattern, String printed) {
        Matcher matcher = pattern.matcher(printed);
        if (!matcher.find()) {
            throw new BenchFailure("pgbench gave no result: " + printed);
        }
        return matcher.group(1);
    }

    private static Path programs() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                return versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("pgbench")))
                        .max(Path::compareTo)
                        .orElseThrow(() -> new BenchFailure("no pgbench in " + debian + "; install postgresql-15"));
            }
        }
        throw new BenchFailure("no pgbench found; on Debian: apt-get install postgresql-15");
    }
}
