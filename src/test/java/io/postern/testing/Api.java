package io.postern.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.testing.TestSubscriptions.Integration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** Speaks HTTP to the server under test, as an integration would. */
public final class Api {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Api() {}

    /** An answer with its body as JSON. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + response.body(), e);
            }
        }

        /** The code of the first error; empty when there is none. */
        public String error() {
            return json().path("errors").path(0).path("code").asText();
        }

        /** The message of the first error; empty when there is none. */
        public String message() {
            return json().path("errors").path(0).path("message").asText();
        }

        public JsonNode result() {
            return json().path("result");
        }
    }

    /** The address of the server under test, without a slash at its end. */
    public static String base() {
        return "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    public static HttpRequest.Builder request(String pathAndQuery) {
        return requestTo(base() + pathAndQuery);
    }

    /** A request to another server than the one under test. */
    public static HttpRequest.Builder requestTo(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60));
    }

    /** The live token of an integration. */
    public static String token(Integration integration) {
        return send(tokenRequest(integration.clientId(), integration.secret()))
                .json()
                .path("access_token")
                .asText();
    }

    /** A token call with a client id and a secret of the test's choice. */
    public static HttpRequest.Builder tokenRequest(Object clientId, String secret) {
        return request("/identity/oauth/token?grant_type=client_credentials&client_id=" + clientId + "&client_secret="
                + secret);
    }

    public static Answer get(String pathAndQuery, String token) {
        return send(request(pathAndQuery).header("Authorization", "Bearer " + token));
    }

    public static Answer post(String pathAndQuery, String token, String json) {
        return send(request(pathAndQuery)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    public static Answer send(HttpRequest.Builder request) {
        return send(HTTP, request);
    }

    /** A client that calls from an address of its own, of 127.0.0.0/8. */
    public static HttpClient from(String address) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }

    public static Answer send(HttpClient client, HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
