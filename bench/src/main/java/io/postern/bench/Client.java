package io.postern.bench;

import java.util.Map;

/** Client credentials, as they stand in the access files and in the realm of Keycloak; everybody may know them. */
record Client(String id, String secret) {
    static final Client UNLIMITED =
            new Client("7f3c1c1e-52c1-4b6a-9f0e-1d2c3b4a5f60", "public-secret-of-the-benchmark-1");
    static final Client LIMITED =
            new Client("7f3c1c1e-52c1-4b6a-9f0e-1d2c3b4a5f61", "public-secret-of-the-benchmark-2");

    /** The request for a token, as Postern and Keycloak both take it: a form. */
    Wrk.Request tokenRequest(String path) {
        return new Wrk.Request(
                "POST",
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret);
    }
}
