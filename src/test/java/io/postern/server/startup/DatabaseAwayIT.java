package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postern.testing.Acme;
import io.postern.testing.Api;
import io.postern.testing.Cable;
import io.postern.testing.ExternalPostgres;
import io.postern.testing.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayIT {
    private static final String LEADS = "/rest/v1/leads.json?filterType=id&filterValues=1";
    private static final String USAGE = "/rest/v1/stats/usage.json";

    @TempDir
    Path folder;

    @Test
    void shouldAnswer608AndNotBeReadyWhileTheDatabaseIsAwayAndGoOnWhenItIsBack() throws Exception {
        assumeTrue(ExternalPostgres.isInstalled() || System.getenv("CI") != null);
        try (ExternalPostgres database = ExternalPostgres.start(folder)) {
            Map<String, String> environment = Map.of("POSTERN_DATABASE_URL", database.url());
            try (ServerProcess server =
                    ServerProcess.start(folder.resolve("data"), environment, "--access", Acme.ACCESS_FILE.toString())) {
                Acme acme = new Acme(server.base());
                String token = acme.token();
                assertThat(acme.get(LEADS, token).error()).isEmpty();
                assertThat(acme.usage(token)).isEqualTo(2);

                database.stop();

                assertThat(acme.get(LEADS, token).error()).isEqualTo("608");
                assertThat(acme.usage(token)).as("answered from memory").isGreaterThanOrEqualTo(3);
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> acme.get(USAGE, token).error().equals("608"));
                assertThat(readiness(server)).isEqualTo(503);

                database.start();

                await().atMost(Duration.ofSeconds(15))
                        .until(() -> acme.get(LEADS, token).error().isEmpty());
                assertThat(readiness(server)).isEqualTo(200);
                assertThat(server.errors())
                        .filteredOn(line -> line.contains("The database cannot be reached"))
                        .as("told once, however often it was asked")
                        .hasSize(1);
                assertThat(server.errors())
                        .filteredOn(line -> line.contains("The database is back"))
                        .hasSize(1);
                assertThat(server.errors()).noneMatch(line -> line.startsWith("\tat"));
            }
        }
    }

    /** Nothing is refused and nothing comes through, as when a cable is pulled out. */
    @Test
    void shouldAnswer608WhileItIsCutOffAndRecoverByItself() throws Exception {
        assumeTrue(ExternalPostgres.isInstalled() || System.getenv("CI") != null);
        try (ExternalPostgres database = ExternalPostgres.start(folder);
                Cable cable = Cable.to(database.port())) {
            Map<String, String> environment = Map.of("POSTERN_DATABASE_URL", database.url(cable.port()));
            try (ServerProcess server =
                    ServerProcess.start(folder.resolve("data"), environment, "--access", Acme.ACCESS_FILE.toString())) {
                Acme acme = new Acme(server.base());
                String token = acme.token();
                assertThat(acme.get(LEADS, token).error()).isEmpty();

                cable.pull();

                await().atMost(Duration.ofSeconds(15))
                        .until(() -> acme.get(USAGE, token).error().equals("608"));
                assertThat(acme.get(LEADS, token).error()).isEqualTo("608");
                assertThat(readiness(server)).isEqualTo(503);

                cable.plugIn();

                await().atMost(Duration.ofSeconds(15))
                        .until(() -> acme.get(LEADS, token).error().isEmpty());
                assertThat(readiness(server)).isEqualTo(200);
                assertThat(server.errors()).noneMatch(line -> line.startsWith("\tat"));
            }
        }
    }

    private static int readiness(ServerProcess server) {
        return Api.send(Api.requestTo(server.base() + "/q/health/ready")).status();
    }
}
