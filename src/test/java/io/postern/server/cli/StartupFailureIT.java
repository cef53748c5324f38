package io.postern.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Acme;
import io.postern.testing.ServerProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator can set right is one clear line and exit code 1. */
class StartupFailureIT {
    private static final String OTHER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path folder;

    @Test
    void shouldTellAPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(lineOf(folder, Map.of(), "--port", port)).contains("Port " + port, "--port");
        }
    }

    @Test
    void shouldTellAPortThatIsNone() {
        assertThat(lineOf(folder, Map.of("POSTERN_PORT", "eighty"))).contains("postern.port", "'eighty'");
        assertThat(lineOf(folder, Map.of("POSTERN_PORT", "65536"))).contains("65536");
    }

    @Test
    void shouldTellALogFormatThatIsNone() {
        assertThat(lineOf(folder, Map.of("POSTERN_LOG_FORMAT", "xml")))
                .contains("postern.log.format", "text or json", "'xml'");
    }

    @Test
    void shouldTellAnAccessFileThatIsNotThere() {
        assertThat(lineOf(folder, Map.of(), "--access", "nosuch.yaml")).contains("nosuch.yaml", "does not exist");
        assertThat(lineOf(folder, Map.of(), "--access", folder.toString())).contains("is not a file");
    }

    @Test
    void shouldTellADataFolderThatCannotBeWritten() {
        assertThat(lineOf(Path.of("/proc/postern"), Map.of())).contains("/proc/postern", "--data");
    }

    @Test
    void shouldTellAWrongDatabaseAddressWithoutItsPassword() {
        assertThat(lineOf(folder, Map.of("POSTERN_DATABASE_URL", "mysql://u:s3cret@localhost/db")))
                .contains("POSTERN_DATABASE_URL", "postgresql://")
                .doesNotContain("s3cret");
        assertThat(lineOf(folder, Map.of("POSTERN_DATABASE_URL", "postgresql://u:s3cret@127.0.0.1:1/db")))
                .contains("POSTERN_DATABASE_URL", "127.0.0.1:1")
                .doesNotContain("s3cret");
    }

    @Test
    void shouldTellAMasterKeyThatIsNone() {
        assertThat(lineOf(folder, Map.of("POSTERN_MASTER_KEY", "too short")))
                .contains("POSTERN_MASTER_KEY", "32 bytes")
                .doesNotContain("too short");
    }

    @Test
    void shouldTellEveryMistakeOfAnAccessFileAndApplyNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), """
                subscription:
                  name: Wrong
                  munchkinId: 1-2-3
                users:
                  - email: nobody
                """);

        ServerProcess server = ServerProcess.launch(folder.resolve("data"), Map.of(), "--access", file.toString());

        assertThat(server.awaitExit()).isEqualTo(1);
        assertThat(server.errors())
                .hasSizeGreaterThanOrEqualTo(3)
                .noneMatch(line -> line.startsWith("\tat"))
                .anyMatch(line -> line.startsWith(file + ":3:"))
                .anyMatch(line -> line.startsWith(file + ":5:"));
        assertThat(server.output()).isEmpty();
    }

    @Test
    void shouldTellAFolderInUseAWrongKeyAndANewerDatabase() throws IOException, SQLException {
        Path data = folder.resolve("data");
        try (ServerProcess running = ServerProcess.start(data, Map.of(), "--access", Acme.ACCESS_FILE.toString())) {
            assertThat(running.errors()).isEmpty();
            assertThat(lineOf(data, Map.of())).contains(data.toString(), "in use");
        }

        assertThat(lineOf(data, Map.of("POSTERN_MASTER_KEY", OTHER_KEY))).contains("master key", "POSTERN_MASTER_KEY");

        Path key = data.resolve("master.key");
        String content = Files.readString(key);
        Files.delete(key);
        assertThat(lineOf(data, Map.of())).contains("master key", "missing");
        Files.writeString(key, content);

        try (ServerProcess running = ServerProcess.start(data, Map.of());
                Connection connection = connect(data)) {
            connection.createStatement().execute("""
                            INSERT INTO flyway_schema_history
                                   (installed_rank, version, description, type, script, installed_by, execution_time, success)
                            VALUES (9999, '9999', 'from the future', 'SQL', 'V9999__future.sql', 'postern', 1, true)
                            """);
        }
        assertThat(lineOf(data, Map.of())).contains("newer Postern", "9999");
    }

    private static Connection connect(Path data) throws IOException, SQLException {
        Properties kept = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("database.properties"))) {
            kept.load(reader);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + kept.getProperty("port") + "/postgres",
                "postern",
                kept.getProperty("password"));
    }

    private static String lineOf(Path data, Map<String, String> environment, String... options) {
        ServerProcess server = ServerProcess.launch(data, environment, options);
        int exit = server.awaitExit();
        List<String> errors = server.errors();

        assertThat(exit).isEqualTo(1);
        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst()).startsWith("postern: ");
        assertThat(server.output()).isEmpty();
        return errors.getFirst();
    }
}
