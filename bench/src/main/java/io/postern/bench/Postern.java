package io.postern.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A Postern server, started by {@code ./postern run}, and calls to it. */
final class Postern implements AutoCloseable {
    static final String USAGE = "/rest/v1/stats/usage.json";
    static final String TOKEN = "/identity/oauth/token";

    private static final Pattern READY = Pattern.compile("Postern is ready: http://localhost:(\\d+)\n");

    private final ServerProcess process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Postern(ServerProcess process) {
        this.process = process;
    }

    static Postern start(Path root, Path folder, Path data, Path access) {
        return new Postern(ServerProcess.start(
                List.of(
                        root.resolve("postern").toString(),
                        "run",
                        "--port=" + Ports.free(),
                        "--data=" + data,
                        "--access=" + access),
                Map.of("POSTERN_HOST", "127.0.0.1"),
                folder.resolve("postern.log"),
                READY));
    }

    ServerProcess process() {
        return process;
    }

    int port() {
        return process.port();
    }

    String token(Client client) {
        return json(send(client.tokenRequest(TOKEN))).getString("access_token");
    }

    /** How many calls the server has admitted today, this one included. */
    long admitted(String token) {
        return json(send(Wrk.Request.get(USAGE, token)))
                .getJsonArray("result")
                .getJsonObject(0)
                .getLong("total");
    }

    /** Sends a request that must succeed. */
    HttpResponse<byte[]> send(Wrk.Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + request.path()))
                .timeout(Duration.ofSeconds(20))
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        try {
            HttpResponse<byte[]> response = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonObject body = json(response);
            if (response.statusCode() != 200 || !body.getBoolean("success", true)) {
                throw new BenchFailure(request.path() + " was answered with " + response.statusCode() + " " + body);
            }
            return response;
        } catch (IOException e) {
            throw new BenchFailure(request.path() + " was not answered: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }

    static JsonObject json(HttpResponse<byte[]> response) {
        return new JsonObject(new String(response.body(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.close();
    }
}
