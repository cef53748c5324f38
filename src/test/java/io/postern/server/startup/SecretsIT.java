package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Acme;
import io.postern.testing.Administration;
import io.postern.testing.Api;
import io.postern.testing.ServerProcess;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must stay secret is written nowhere: not to the database, not to the log, not into an answer that tells an error. */
class SecretsIT {
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String GIVEN = "example-secret-for-trying-out-only";
    private static final String CLIENT = "7f3c1c1e-52c1-4b6a-9f0e-1d2c3b4a5f60";
    private static final Pattern GENERATED = Pattern.compile("clientSecret: (\\S+)");
    private static final Pattern SHOWN = Pattern.compile("value=\"([0-9A-Za-z]{32})\"");

    @TempDir
    Path folder;

    private final Map<String, String> secrets = new HashMap<>();
    private final List<String> errors = new ArrayList<>();

    @Test
    void shouldWriteNoSecretAnywhere() throws IOException {
        Path data = folder.resolve("data");
        Path access = Files.writeString(
                folder.resolve("access.yaml"),
                Files.readString(Acme.ACCESS_FILE)
                                .replace("lastName: Admin", "lastName: Admin\n    password: " + Administration.PASSWORD)
                        + "  - {displayName: Other, description: o, apiOnlyUser: crm@acme.example}\n");
        secrets.put("master key", MASTER_KEY);
        secrets.put("password", Administration.PASSWORD);
        secrets.put("given secret", GIVEN);
        ServerProcess server =
                ServerProcess.start(data, Map.of("POSTERN_MASTER_KEY", MASTER_KEY), "--access", access.toString());
        try (server) {
            secrets.put("password of the database", databasePassword(data));
            secrets.put(
                    "generated secret",
                    first(GENERATED, Files.readString(data.resolve("access-secrets-123-ABC-456.yaml"))));
            work(server);
        }

        search("the log", String.join("\n", server.errors()), List.of());
        search("the output", String.join("\n", server.output()), List.of());
        errors.forEach(error -> search(error, error, List.of()));
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = data.relativize(file).toString();
                if (!name.startsWith("postgres-")) {
                    search(name, Files.readString(file, StandardCharsets.ISO_8859_1), keptIn(name));
                }
            }
        }
    }

    /** Uses every secret in the right way and in wrong ones. */
    private void work(ServerProcess server) {
        Acme acme = new Acme(server.base());
        String token = acme.token();
        secrets.put("token", token);
        for (String wrong : List.of(
                "/identity/oauth/token?grant_type=client_credentials&client_id=" + GIVEN + "&client_secret=" + CLIENT,
                "/identity/oauth/token?grant_type=" + "x&client_id=" + CLIENT + "&client_secret=" + GIVEN + "x",
                "/identity/oauth/token?client_id=" + CLIENT + "&client_secret=" + GIVEN,
                "/identity/oauth/token?client_id=" + CLIENT + "&client_secret=" + GIVEN + "&x=%FF",
                "/identity/oauth/nothing?client_secret=" + GIVEN,
                "/rest/v1/nothing.json?access_token=" + token,
                "/rest/v1/leads.json?access_token=" + token,
                "/signin?password=" + Administration.PASSWORD.replace(' ', '+'))) {
            // the client id is echoed, so a secret sent in its place comes back to whoever sent it
            String answer =
                    Api.send(Api.requestTo(server.base() + wrong)).response().body();
            errors.add(answer.replace("No client with requested id: " + GIVEN, ""));
        }
        for (String body :
                List.of("{\"input\":[{\"email\":\"" + token + "\"", "{\"input\":\"" + token + "\"}", token)) {
            errors.add(acme.sync(body, token).response().body());
        }
        errors.add(acme.get("/rest/v1/stats/usage.json", token + "x").response().body());
        errors.add(Api.send(Api.requestTo(server.base() + "/signin")
                        .header("Origin", "http://elsewhere.example")
                        .POST(BodyPublishers.ofString("password=" + Administration.PASSWORD)))
                .response()
                .body());

        Administration console = Administration.signIn(server.base(), "ada@acme.example");
        secrets.put("session", console.session());
        String service = console.firstService();
        console.post("/launchpoint/" + service + "/secret");
        console.post("/launchpoint/" + service + "/token");
        secrets.put(
                "rotated secret",
                first(SHOWN, console.post("/launchpoint/" + service + "/secrets/rotate", "overlap", "7")));
        errors.add(console.get("/audit"));
        errors.add(console.get("/launchpoint"));
        errors.add(console.get("/launchpoint/" + service + "/secrets"));
        errors.add(console.get("/users"));
        errors.add(console.get("/webservices"));
        errors.add(acme.get("/rest/v1/stats/errors.json", token).response().body());
    }

    /** The few files whose purpose it is. */
    private static List<String> keptIn(String file) {
        if (file.equals("database.properties")) {
            return List.of("password of the database");
        }
        return file.startsWith("access-secrets-") ? List.of("generated secret") : List.of();
    }

    private void search(String where, String text, List<String> kept) {
        secrets.forEach((what, secret) -> {
            assertThat(secret).as(what).isNotBlank();
            if (!kept.contains(what)) {
                assertThat(text.contains(secret)).as("%s in %s", what, where).isFalse();
            }
        });
    }

    private static String databasePassword(Path data) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(data.resolve("database.properties"))));
        return properties.getProperty("password");
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
