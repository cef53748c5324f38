package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.testing.Api;
import io.postern.testing.RawHttp;
import io.postern.testing.TestSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests made of pieces, good and bad: each is answered in the shape of its surface, and none is the server's fault. */
@QuarkusTest
class RequestFuzzTest {
    private static final int REQUESTS = 3000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> METHODS = List.of(
            "GET", "GET", "POST", "POST", "POST", "DELETE", "PUT", "PATCH", "OPTIONS", "HEAD", "TRACE", "get", "X");
    private static final List<String> PATHS = List.of(
            "/rest/v1/leads.json",
            "/rest/v1/leads.json",
            "/rest/v1/lead/1.json",
            "/rest/v1/lead/%2e%2e.json",
            "/rest/v1/lead/99999999999999999999.json",
            "/rest/v1/lead/\u00e9.json",
            "/rest/v1/leads/delete.json",
            "/rest/v1/leads/describe.json",
            "/rest/v1/stats/usage.json",
            "/rest/v1/stats/usage/last7days.json",
            "/rest/v1/stats/errors.json",
            "/rest/v1/stats/errors/last7days.json",
            "/rest/asset/v1/folders.json",
            "/bulk/v1/leads/export.json",
            "/userservice/management/v1/users/allusers.json",
            "/identity/oauth/token",
            "/rest/v1//leads.json",
            "/rest/./v1/../v1/leads.json",
            "/bulk/../rest/v1/leads.json",
            "/rest/v1/leads.json/",
            "/REST/V1/LEADS.JSON",
            "/rest/v1/leads.json;a=b",
            "/rest/%",
            "/rest/%zz/leads.json",
            "/rest/%c3%28.json",
            "/rest/%00",
            "/rest");
    private static final List<String> PARAMETERS = List.of(
            "filterType=id",
            "filterType=email",
            "filterType=cookies",
            "filterType=",
            "filterValues=1,2,3",
            "filterValues=a@b.example",
            "filterValues=%00",
            "filterValues=%F0%9F%98%80",
            "fields=email,firstName",
            "fields=,,,",
            "fields[]=x",
            "batchSize=0",
            "batchSize=-1",
            "batchSize=300",
            "batchSize=9999999999",
            "nextPageToken=AAAA====",
            "nextPageToken=%",
            "_method=GET",
            "_method=DELETE",
            "_method=%20",
            "_method=TRACE",
            "id=1&id=2",
            "id=x",
            "access_token=x",
            "grant_type=client_credentials",
            "client_id=%",
            "client_id=7f3c1c1e-52c1-4b6a-9f0e-1d2c3b4a5f60&client_secret=y",
            "=",
            "&&",
            "%FF%FE",
            "a=%u0041");
    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json",
            "application/json; charset=utf-16",
            "application/json;charset=none",
            "application/json;charset=\"",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded;charset=UTF-8",
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "text/plain",
            "text/xml",
            "/",
            ";;;",
            "application/json, text/html");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "1",
            "\"\"",
            "{",
            "{\"input\":null}",
            "{\"input\":[]}",
            "{\"input\":[null]}",
            "{\"input\":[1,\"a\",[]]}",
            "{\"input\":[{\"email\":\"a@b.example\"}]}",
            "{\"input\":[{\"email\":\"a@b.example\",\"email\":\"b@b.example\"}]}",
            "{\"input\":[{\"email\":{\"a\":[1]}}]}",
            "{\"input\":[{\"email\":\"\\u0000\"}]}",
            "{\"input\":[{\"email\":\"\\ud800\"}]}",
            "{\"input\":[{\"id\":1e400}]}",
            "{\"input\":[{\"id\":-1},{\"id\":\"1\"}]}",
            "{\"action\":\"createOnly\",\"lookupField\":\"email\",\"input\":[{\"firstName\":\"x\"}]}",
            "{\"action\":7,\"input\":[{}]}",
            "{\"lookupField\":\"nothing\",\"input\":[{\"email\":\"a\"}]}",
            "{\"partitionName\":\"nowhere\",\"input\":[{\"email\":\"a@c.example\"}]}",
            "{\"_method\":\"GET\",\"filterType\":\"id\",\"filterValues\":[1,null,{}]}",
            "{\"query\":{\"a\":1}}",
            "{\"data\":{}}",
            "{} {}",
            "\ufeff{}",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n",
            "--b",
            "_method=GET&filterType=id&filterValues=1",
            "a=%zz",
            "[".repeat(2000),
            "{\"a\":".repeat(1500));
    private static final List<String> HEADERS = List.of(
            "Accept: text/html",
            "Accept: nothing",
            "Accept-Encoding: gzip",
            "Content-Encoding: gzip",
            "Range: bytes=0-0",
            "If-None-Match: *",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: unknown, ,[::",
            "Cookie: a=b; postern_session=x; =",
            "Expect: something",
            "Authorization: Basic !!!",
            "Content-Language: \u00ff");

    @Inject
    TestSubscriptions subscriptions;

    @Test
    void shouldAnswerWhateverIsSentWithoutAFaultOfTheServer() {
        Settings unlimited = Settings.named("Fuzzed").with(Limits.NONE);
        String token = Api.token(subscriptions.integration(
                subscriptions.create(unlimited).id(), Permission.READ_WRITE_PERSON, Permission.READ_WRITE_ASSETS));
        long seed = Long.getLong("postern.seed", System.nanoTime());
        Random random = new Random(seed);

        for (int i = 0; i < REQUESTS; i++) {
            byte[] request = request(random, token);
            String what = "request %d of the seed %d:%n%s"
                    .formatted(i, seed, new String(request, StandardCharsets.ISO_8859_1).replace(token, "…"));
            RawHttp.Response answer = RawHttp.send(request);
            assertThat(answer.status()).as(what).isBetween(200, 499);
            boolean head = what.contains("\nHEAD ");
            boolean plain = answer.header("Content-Encoding") == null;
            if (!head && plain && !answer.body().isEmpty()) {
                assertThat(answer.header("Content-Type")).as(what).startsWith("application/json");
                assertThat(isJson(answer.body())).as(what + answer.body()).isTrue();
                assertThat(answer.body()).as(what).doesNotContain("\"611\"", "\"608\"", "\"604\"");
            }
        }
    }

    private static byte[] request(Random random, String token) {
        StringBuilder line = new StringBuilder(one(random, METHODS)).append(' ').append(path(random));
        for (int parameter = random.nextInt(4); parameter > 0; parameter--) {
            line.append(line.indexOf("?") < 0 ? '?' : '&').append(one(random, PARAMETERS));
        }
        StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        if (random.nextInt(10) > 0) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        if (random.nextInt(4) > 0) {
            head.append("Content-Type: ").append(one(random, CONTENT_TYPES)).append("\r\n");
        }
        if (random.nextInt(3) == 0) {
            head.append(one(random, HEADERS)).append("\r\n");
        }
        byte[] body = mutated(random, one(random, BODIES)).getBytes(StandardCharsets.UTF_8);
        boolean chunked = random.nextInt(4) == 0;
        head.append(chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + body.length + "\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (chunked && body.length > 0) {
            request.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(body);
            request.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else if (chunked) {
            request.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            request.writeBytes(body);
        }
        return request.toByteArray();
    }

    /** Only behind the last slash, for what is not under an API prefix is a page. */
    private static String path(Random random) {
        String path = one(random, PATHS);
        int slash = path.lastIndexOf('/');
        return slash == 0 ? path : path.substring(0, slash + 1) + mutated(random, path.substring(slash + 1));
    }

    /** Sometimes with one character gone, doubled or replaced; never so that it ends the line. */
    private static String mutated(Random random, String text) {
        if (text.isEmpty() || random.nextInt(4) > 0) {
            return text;
        }
        int at = 1 + random.nextInt(Math.max(1, text.length() - 1));
        if (at >= text.length()) {
            return text;
        }
        String rest = text.substring(at + 1);
        return text.substring(0, at)
                + switch (random.nextInt(3)) {
                    case 0 -> rest;
                    case 1 -> String.valueOf(text.charAt(at)).repeat(2) + rest;
                    default -> (char) ('!' + random.nextInt(94)) + rest;
                };
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static boolean isJson(String body) {
        try {
            return JSON.readTree(body) != null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
