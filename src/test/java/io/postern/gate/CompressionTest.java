package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.Permission;
import io.postern.testing.Api;
import io.postern.testing.TestSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CompressionTest {
    private static final String LONG = "/rest/v1/leads/describe.json";
    private static final String SHORT = "/rest/v1/stats/usage.json";

    @Inject
    TestSubscriptions subscriptions;

    private String token = "";

    @BeforeEach
    void makeAnIntegration() {
        token = Api.token(subscriptions.integration(Permission.READ_ONLY_PERSON));
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, gzip",
        "'gzip, deflate, br', gzip",
        "'deflate, gzip;q=0.5, *;q=0', deflate",
        "identity, ''",
        "gzip;q=0, ''",
        "br, ''",
    })
    void shouldCompressALongAnswerAsTheClientAccepts(String accepted, String encoding) throws Exception {
        HttpResponse<byte[]> answer = get(LONG, accepted);

        assertThat(encoding(answer)).isEqualTo(encoding);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
    }

    @Test
    void shouldSendTheSameBytesCompressed() throws Exception {
        String plain = new String(get(LONG, "identity").body(), StandardCharsets.UTF_8);
        byte[] compressed = get(LONG, "gzip").body();

        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(withoutRequestId(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEqualTo(withoutRequestId(plain));
        }
        assertThat(compressed).hasSizeLessThan(plain.length() / 2);
    }

    /** Also where the path is not the one that the resource knows. */
    @ParameterizedTest
    @ValueSource(strings = {SHORT, "/REST/v1/stats/usage.json", "/rest/v1//stats/usage.json"})
    void shouldLeaveAShortAnswerAsItIs(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path, "gzip");

        assertThat(answer.body()).hasSizeLessThan(Compression.SMALLEST);
        assertThat(encoding(answer)).isEmpty();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("{");
    }

    private HttpResponse<byte[]> get(String path, String accepted) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(Api.base() + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept-Encoding", accepted)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String encoding(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Encoding").orElse("");
    }

    private static String withoutRequestId(String json) {
        return json.replaceFirst("\"requestId\":\"[^\"]*\"", "");
    }
}
