package io.postern.testing;

import io.postern.testing.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/** The integration of {@code examples/acme.yaml}, as it calls a server that was started with that file. */
public final class Acme {
    public static final Path ACCESS_FILE = Path.of("examples", "acme.yaml");

    private static final String CREDENTIALS = "grant_type=client_credentials"
            + "&client_id=7f3c1c1e-52c1-4b6a-9f0e-1d2c3b4a5f60&client_secret=example-secret-for-trying-out-only";

    private final String base;

    public Acme(String base) {
        this.base = base;
    }

    public String token() {
        return Api.send(Api.requestTo(base + "/identity/oauth/token?" + CREDENTIALS))
                .json()
                .path("access_token")
                .asText();
    }

    public Answer get(String pathAndQuery, String token) {
        return Api.send(Api.requestTo(base + pathAndQuery).header("Authorization", "Bearer " + token));
    }

    public Answer sync(String json, String token) {
        return Api.send(Api.requestTo(base + "/rest/v1/leads.json")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    public long usage(String token) {
        return get("/rest/v1/stats/usage.json", token)
                .result()
                .path(0)
                .path("total")
                .asLong();
    }
}
