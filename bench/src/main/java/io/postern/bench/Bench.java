package io.postern.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The measurement: one method a row of "What fast means". Property {@code bench.root} is the project's folder, {@code
 * bench.java-options} what {@code ./postern run} starts Java with; the arguments name the rows, none means all.
 */
final class Bench implements AutoCloseable {
    private static final Set<String> ROWS =
            new LinkedHashSet<>(List.of("usage", "token", "lead", "sync", "start", "pages"));
    private static final int CONNECTIONS = 16;
    private static final int SYNCS_AT_ONCE = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(25);
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int STARTS = 5;
    private static final String POSTERN = "Postern";
    private static final String POSTERN_LIMITED = "Postern, limits on and never reached";
    private static final String BARE = "bare Vert.x";
    private static final String KEYCLOAK = "Keycloak";
    private static final String PGBENCH = "pgbench";
    private static final String SELECT_ONLY = "pgbench -S";
    private static final String SAME_SELECT = "pgbench, the same row, prepared";

    private final Path root;
    private final Path folder;
    private final Path data;
    private final Set<String> rows;
    private final Wrk wrk;
    private final Keycloak keycloak;
    private final List<Duration> starts = new ArrayList<>();
    private Postern postern;
    private ServerProcess bare;
    private ServerProcess keycloakProcess;
    private PostgresClient postgres;
    private Report report;
    private String token;
    private int firstId;
    private Leads.Key key;

    private Bench(Path root, Set<String> rows) throws IOException {
        this.root = root;
        this.rows = rows;
        this.folder = Files.createDirectories(root.resolve("target/bench/run"));
        this.data = folder.resolve("data");
        this.wrk = new Wrk(folder);
        this.keycloak = new Keycloak(root.resolve("target/bench/keycloak"), folder);
    }

    /** @param arguments names of rows */
    public static void main(String[] arguments) throws IOException {
        Set<String> rows = arguments.length == 0 ? ROWS : new LinkedHashSet<>(List.of(arguments));
        if (!ROWS.containsAll(rows)) {
            System.err.println("postern: the rows are " + String.join(", ", ROWS));
            System.exit(2);
        }
        try (Bench bench = new Bench(Path.of(System.getProperty("bench.root")), rows)) {
            bench.run();
        } catch (BenchFailure e) {
            System.err.println("postern: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException {
        prepare();
        measure("usage", this::usage);
        measure("token", this::token);
        measure("lead", this::lead);
        measure("sync", this::sync);
        if (rows.contains("start")) {
            report.addStarts(POSTERN, starts, Duration.ofSeconds(2));
            if (keycloakProcess != null) {
                report.addStarts(KEYCLOAK, List.of(keycloakProcess.startTime()), null);
            }
        }
        report.addMemory(POSTERN, postern.process().mostMemory(), 250);
        if (bare != null) {
            report.addMemory(BARE, bare.mostMemory(), 0);
        }
        if (keycloakProcess != null) {
            report.addMemory(KEYCLOAK, keycloakProcess.mostMemory(), 0);
        }
        measure("pages", this::pages);
        Path file = Files.writeString(root.resolve("target/bench.md"), report.markdown());
        System.out.println(report.markdown());
        say("written to " + file);
    }

    private interface Row {
        void measure() throws IOException;
    }

    private void measure(String name, Row row) throws IOException {
        if (rows.contains(name)) {
            say("measuring " + name);
            row.measure();
        }
    }

    /** A data folder with two subscriptions and some leads, and the server that is measured. */
    private void prepare() throws IOException {
        say("making the data");
        delete(data);
        Path unlimited = resource("unlimited.yaml");
        start(unlimited);
        postgres = new PostgresClient(data, folder);
        report = new Report(
                Machine.facts(root, postgres.query("SHOW server_version").getFirst(), keycloak.version()));
        token = postern.token(Client.UNLIMITED);
        for (int block = 0; block < Leads.BLOCKS; block++) {
            postern.send(Leads.sync(token, block, 0));
        }
        postgres.query("VACUUM (ANALYZE) lead");
        String[] row = postgres.query(
                        "SELECT min(id), min(subscription_id), min(partition_id), max(id) - min(id) + 1 FROM lead")
                .getFirst()
                .split("\\|");
        firstId = Integer.parseInt(row[0]);
        key = new Leads.Key(Integer.parseInt(row[1]), Integer.parseInt(row[2]));
        if (Integer.parseInt(row[3]) != Leads.BLOCKS * Leads.IN_A_BLOCK) {
            throw new BenchFailure("the leads were not made one after the other: " + String.join(", ", row));
        }
        start(resource("limited.yaml"));
        for (int i = 0; i < (rows.contains("start") ? STARTS : 1); i++) {
            start(unlimited);
            starts.add(postern.process().startTime());
        }
        token = postern.token(Client.UNLIMITED);
    }

    private void usage() throws IOException {
        String limited = postern.token(Client.LIMITED);
        Path own = wrk.keep("usage", List.of(Wrk.Request.get(Postern.USAGE, token)));
        Path other = wrk.keep("usage-limited", List.of(Wrk.Request.get(Postern.USAGE, limited)));
        bare();
        report.add(
                "Gated call from memory: GET " + Postern.USAGE,
                new Contest()
                        .with(POSTERN, gated(token, own, CONNECTIONS))
                        .with(POSTERN_LIMITED, gated(limited, other, CONNECTIONS))
                        .with(BARE, time -> wrk.run(own, bare.port(), CONNECTIONS, time))
                        .hold(WARM_UP, TIME),
                List.of(Report.Goal.share(BARE, 0.75)));
    }

    private void token() throws IOException {
        Wrk.Request request = Client.UNLIMITED.tokenRequest(Postern.TOKEN);
        Path own = wrk.keep("token", List.of(request));
        Path theirs = wrk.keep("token-keycloak", List.of(Client.UNLIMITED.tokenRequest(Keycloak.TOKEN)));
        bare();
        keycloakProcess = keycloak.start();
        report.add(
                "Token for a live client: POST " + Postern.TOKEN,
                new Contest()
                        .with(POSTERN, time -> wrk.run(own, postern.port(), CONNECTIONS, time))
                        .with(BARE, time -> wrk.run(own, bare.port(), CONNECTIONS, time))
                        .with(KEYCLOAK, time -> wrk.run(theirs, keycloakProcess.port(), CONNECTIONS, time))
                        .hold(WARM_UP, TIME),
                List.of(Report.Goal.share(BARE, 0.7), Report.Goal.times(KEYCLOAK, 80)));
    }

    private void lead() throws IOException {
        List<Wrk.Request> reads = Leads.reads(token, firstId);
        postern.send(reads.getFirst());
        Path requests = wrk.keep("lead", reads);
        List<Path> scripts = List.of(Files.writeString(folder.resolve("lead.sql"), Leads.select(firstId, key)));
        postgres.makeTables();
        report.add(
                "Lead by id: GET /rest/v1/lead/{id}.json",
                new Contest()
                        .with(POSTERN, gated(token, requests, CONNECTIONS))
                        .with(SELECT_ONLY, time -> postgres.selectOnly(CONNECTIONS, time, 0.05))
                        .with(SAME_SELECT, time -> postgres.bench(scripts, "prepared", CONNECTIONS, time, 0.05))
                        .hold(WARM_UP, TIME),
                List.of(Report.Goal.share(SELECT_ONLY, 0.45)));
    }

    private void sync() throws IOException {
        List<Wrk.Request> syncs = IntStream.range(0, 2 * Leads.BLOCKS)
                .mapToObj(i -> Leads.sync(token, i % Leads.BLOCKS, 1 + i / Leads.BLOCKS))
                .toList();
        Path requests = wrk.keep("sync", syncs);
        Leads.MAKE_PEER.forEach(postgres::query);
        List<Path> scripts = new ArrayList<>();
        for (int block = 0; block < Leads.BLOCKS; block++) {
            scripts.add(Files.writeString(folder.resolve("sync-" + block + ".sql"), Leads.upsert(block, firstId, key)));
        }
        report.add(
                "Sync of 300 leads: POST /rest/v1/leads.json",
                new Contest()
                        .with(POSTERN, gated(token, requests, SYNCS_AT_ONCE))
                        .with(PGBENCH, time -> postgres.bench(scripts, "simple", SYNCS_AT_ONCE, time, 1))
                        .hold(WARM_UP, TIME),
                List.of(Report.Goal.share(PGBENCH, 0.5)));
        String leads = postgres.query("SELECT count(*) FROM lead WHERE fields ->> 'firstName' <> 'First 0'")
                .getFirst();
        if (Integer.parseInt(leads) != Leads.BLOCKS * Leads.IN_A_BLOCK) {
            throw new BenchFailure("the syncs did not write all leads, and only them: " + leads);
        }
    }

    /** By a server of its own: what it reads for so many rows is not to be in the memory that calls need. */
    private void pages() throws IOException {
        start(resource("console.yaml"));
        new PostgresClient(data, folder).run(resource("crowd.sql"));
        Pages.open(postern.port()).forEach((path, times) -> report.addPage(path, times, Duration.ofMillis(300)));
    }

    /**
     * Calls that the gate admits and counts. Errors have the status 200 there, so the server's own count is compared: what was
     * answered and not counted was an error.
     */
    private Contest.Contestant gated(String caller, Path requests, int connections) {
        return time -> {
            long before = postern.admitted(caller);
            Load load = wrk.run(requests, postern.port(), connections, time);
            long counted = postern.admitted(caller) - before - 1;
            return load.withErrors(Math.max(0, load.calls() - counted));
        };
    }

    /** Starts bare Vert.x with the answers that Postern gives now. */
    private void bare() throws IOException {
        if (bare != null) {
            return;
        }
        HttpResponse<byte[]> usage = postern.send(Wrk.Request.get(Postern.USAGE, token));
        HttpResponse<byte[]> granted = postern.send(Client.UNLIMITED.tokenRequest(Postern.TOKEN));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(List.of(System.getProperty("bench.java-options").split(" ")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareVertx.class.getName(),
                Integer.toString(Ports.free()),
                Postern.USAGE,
                Answer.of(usage).writeTo(folder.resolve("usage.answer")).toString(),
                Postern.TOKEN,
                Answer.of(granted).writeTo(folder.resolve("token.answer")).toString()));
        bare = ServerProcess.start(
                command, Map.of(), folder.resolve("vertx.log"), Pattern.compile("is ready: http://127.0.0.1:(\\d+)"));
    }

    private void start(Path access) {
        if (postern != null) {
            postern.close();
        }
        postern = Postern.start(root, folder, data, access);
    }

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream content = Bench.class.getResourceAsStream("/" + name)) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.toList().reversed()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void say(String what) {
        System.err.println("postern: " + what);
    }

    @Override
    public void close() {
        for (AutoCloseable server : Stream.of(postern, bare, keycloakProcess)
                .filter(each -> each != null)
                .toList()) {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
