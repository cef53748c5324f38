package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.access.permission.Permission;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.testing.Api;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same calls over HTTP/2 without TLS, by prior knowledge and on one connection. */
@QuarkusTest
class Http2Test {
    private static final String LEADS = "/rest/v1/leads.json";
    private static final String USAGE = "/rest/v1/stats/usage.json";

    @Inject
    Vertx vertx;

    @Inject
    TestSubscriptions subscriptions;

    private Integration integration = new Integration(0, 0, 0, "", 0, new UUID(0, 0), "");
    private String token = "";
    private HttpClient client = Vertx.vertx().createHttpClient();

    @BeforeEach
    void connect() {
        integration = subscriptions.integration(Permission.READ_WRITE_PERSON);
        token = Api.token(integration);
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MultiplexingLimit(1000),
                new PoolOptions().setHttp2MaxSize(1));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private record Answer(HttpVersion version, int status, JsonObject json) {
        String error() {
            return json.getJsonArray("errors").getJsonObject(0).getString("code");
        }
    }

    @Test
    void shouldAnswerACallWithoutABody() {
        Answer answer = join(send(HttpMethod.GET, USAGE, null, null));

        assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getJsonArray("result").getJsonObject(0).getInteger("total"))
                .isEqualTo(1);
    }

    @Test
    void shouldReadABodyWhoseLengthNobodyAnnounces() {
        Answer answer = join(
                send(HttpMethod.POST, LEADS, "application/json", "{\"input\":[{\"email\":\"ines@example.org\"}]}"));

        assertThat(answer.json().getJsonArray("result").getJsonObject(0).getString("status"))
                .isEqualTo("created");
    }

    @Test
    void shouldGiveATokenForAForm() {
        Answer answer = join(send(
                HttpMethod.POST,
                "/identity/oauth/token",
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&client_id=" + integration.clientId() + "&client_secret="
                        + integration.secret()));

        assertThat(answer.json().getString("access_token")).isEqualTo(token);
    }

    @Test
    void shouldRefuseABodyThatIsTooLargeAndGoOnWithTheConnection() {
        String body = "{\"input\":[{\"email\":\"" + "x".repeat(1 << 20) + "\"}]}";

        Answer refused = join(send(HttpMethod.POST, LEADS, "application/json", body));
        Answer next = join(send(HttpMethod.GET, USAGE, null, null));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.error()).isEqualTo("413");
        assertThat(next.json().getBoolean("success")).isTrue();
    }

    @Test
    void shouldHoldTheStreamsOfOneConnectionToTheSameLimits() {
        Settings narrow = Settings.named("Narrow").with(new Limits(0, 5, 0));
        token = Api.token(subscriptions.integration(subscriptions.create(narrow).id()));

        List<Future<Answer>> sent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            sent.add(send(HttpMethod.GET, USAGE, null, null));
        }

        assertThat(sent.stream()
                        .map(Http2Test::join)
                        .filter(answer -> answer.json().getBoolean("success")))
                .hasSize(5);
    }

    @Test
    void shouldNotReadAHeaderListThatIsTooLong() {
        assertThatThrownBy(() ->
                        join(client.request(options(HttpMethod.GET, USAGE)).compose(request -> {
                            for (int i = 0; i < 100; i++) {
                                request.putHeader("x-long-" + i, "x".repeat(1000));
                            }
                            return answer(request.send());
                        })))
                .isNotNull();
    }

    /** What is known as rapid reset: streams that are opened only to be ended. */
    @Test
    void shouldEndAConnectionThatOnlyResetsItsStreams() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        client.close();
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MultiplexingLimit(1000))
                .with(new PoolOptions().setHttp2MaxSize(1))
                .withConnectHandler(connection -> connection.closeHandler(gone -> closed.complete(null)))
                .build();
        join(send(HttpMethod.GET, USAGE, null, null));

        for (int i = 0; i < 1000; i++) {
            client.request(options(HttpMethod.GET, USAGE)).onSuccess(request -> {
                request.sendHead();
                request.reset();
            });
        }

        closed.get(30, TimeUnit.SECONDS);
        assertThat(closed).isDone();
    }

    private Future<Answer> send(HttpMethod method, String path, @Nullable String type, @Nullable String body) {
        return client.request(options(method, path)).compose(request -> {
            if (type == null || body == null) {
                return answer(request.send());
            }
            request.putHeader("Content-Type", type);
            return answer(unannounced(request, body));
        });
    }

    private static Future<HttpClientResponse> unannounced(HttpClientRequest request, String body) {
        request.setChunked(true);
        request.write(Buffer.buffer(body));
        request.end();
        return request.response();
    }

    private static Future<Answer> answer(Future<HttpClientResponse> sent) {
        return sent.compose(response -> response.body()
                .map(body -> new Answer(response.version(), response.statusCode(), new JsonObject(body.toString()))));
    }

    private RequestOptions options(HttpMethod method, String path) {
        URI server = URI.create(Api.base());
        return new RequestOptions()
                .setMethod(method)
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(path)
                .putHeader("Authorization", "Bearer " + token);
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
