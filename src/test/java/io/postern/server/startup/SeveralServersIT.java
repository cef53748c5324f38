package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postern.testing.Acme;
import io.postern.testing.Administration;
import io.postern.testing.ExternalPostgres;
import io.postern.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several servers on one PostgreSQL 15 behave as one. */
class SeveralServersIT {
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String LEADS = "/rest/v1/leads.json?filterType=id&filterValues=1";

    @TempDir
    Path folder;

    @Test
    void shouldIssueOneTokenAndEnforceTheChangeOfAnotherWithinASecond() throws Exception {
        assumeTrue(
                ExternalPostgres.isInstalled() || System.getenv("CI") != null,
                "needs Debian's postgresql-15, which ./postern test installs when it may");
        Path narrowed = Files.writeString(
                folder.resolve("narrowed.yaml"),
                Files.readString(Acme.ACCESS_FILE)
                        .replace("[Read-Write Person, Read-Only Activity]", "[Read-Only Activity]"));
        try (ExternalPostgres database = ExternalPostgres.start(folder)) {
            Map<String, String> environment =
                    Map.of("POSTERN_DATABASE_URL", database.url(), "POSTERN_MASTER_KEY", MASTER_KEY);
            try (ServerProcess one = server(environment, "one", Acme.ACCESS_FILE);
                    ServerProcess two = server(environment, "two", Acme.ACCESS_FILE)) {
                // one token under 200 first calls at once
                Acme[] nodes = {new Acme(one.base()), new Acme(two.base())};
                Set<String> tokens = ConcurrentHashMap.newKeySet();
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int call = 0; call < 200; call++) {
                        Acme node = nodes[call % 2];
                        threads.execute(() -> tokens.add(node.token()));
                    }
                }
                assertThat(tokens).hasSize(1);
                String token = tokens.iterator().next();
                assertThat(nodes[0].get(LEADS, token).error()).isEmpty();
                assertThat(nodes[1].get(LEADS, token).error()).isEmpty();

                // calls on both are one count
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> nodes[0].usage(token) >= 3 && nodes[1].usage(token) >= 4);

                // a role changed through one is in force on the other
                one.terminate();
                try (ServerProcess changed = server(environment, "one", narrowed)) {
                    assertThat(new Acme(changed.base()).get(LEADS, token).error())
                            .isEqualTo("603");
                    await().atMost(Duration.ofSeconds(1))
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> nodes[1].get(LEADS, token).error().equals("603"));
                }
            }
        }
    }

    @Test
    void shouldRefuseWithinASecondWhatWasDisabledThroughAnotherServer() throws Exception {
        assumeTrue(ExternalPostgres.isInstalled() || System.getenv("CI") != null);
        Path withPassword = Files.writeString(
                folder.resolve("with-password.yaml"),
                Files.readString(Acme.ACCESS_FILE)
                        .replace("lastName: Admin", "lastName: Admin\n    password: " + Administration.PASSWORD));
        try (ExternalPostgres database = ExternalPostgres.start(folder)) {
            Map<String, String> environment =
                    Map.of("POSTERN_DATABASE_URL", database.url(), "POSTERN_MASTER_KEY", MASTER_KEY);
            try (ServerProcess one = server(environment, "one", withPassword);
                    ServerProcess two = server(environment, "two", withPassword)) {
                Administration console = Administration.signIn(one.base(), "ada@acme.example");
                Acme here = new Acme(one.base());
                Acme there = new Acme(two.base());
                String token = there.token();
                assertThat(here.get(LEADS, token).error()).isEmpty();
                assertThat(there.get(LEADS, token).error()).isEmpty();

                console.post("/launchpoint/" + console.firstService() + "/disable");

                assertThat(here.get(LEADS, token).error())
                        .as("on the very next call")
                        .isEqualTo("601");
                await().atMost(Duration.ofSeconds(1))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> there.get(LEADS, token).error().equals("601"));
                assertThat(there.token()).isEmpty();

                console.post("/launchpoint/" + console.firstService() + "/enable");

                await().atMost(Duration.ofSeconds(1))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> there.get(LEADS, token).error().isEmpty());
            }
        }
    }

    private ServerProcess server(Map<String, String> environment, String name, Path accessFile) {
        return ServerProcess.start(folder.resolve(name), environment, "--access", accessFile.toString());
    }
}
