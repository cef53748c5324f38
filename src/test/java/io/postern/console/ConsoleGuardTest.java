package io.postern.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.Permission;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.RawHttp;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before a page is reached, and what every page carries. */
@QuarkusTest
class ConsoleGuardTest {
    @Inject
    TestSubscriptions subscriptions;

    private int subscription;

    @BeforeEach
    void makeASubscription() {
        subscription = subscriptions.create().id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/users", "/users/invite", "/users/1/edit", "/users/1/delete"})
    void shouldSendWhoIsNotSignedInToSignIn(String path) {
        Answer answer = Api.send(Api.request(path));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.response().headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).startsWith("/signin"));
    }

    @Test
    void shouldTellAScriptToGoToSignIn() {
        Answer answer = Api.send(Api.request("/users/invite")
                .header("HX-Request", "true")
                .header("HX-Current-URL", Api.base() + "/users?page=2"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().headers().firstValue("HX-Redirect")).hasValue("/signin?next=%2Fusers%3Fpage%3D2");
    }

    @ParameterizedTest
    @CsvSource({"/users, Access Users", "/users/invite, Access Users", "/roles, Access Roles"})
    void shouldNameThePermissionThatIsMissing(String path, String permission) {
        String session = session(subscriptions.person(subscription, Permission.ACCESS_SINGLE_SIGN_ON));

        Answer answer = Api.send(Api.request(path).header("Cookie", session));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.response().body()).contains("Admin Permissions Required", permission);
    }

    @Test
    void shouldLetNobodyIntoAPageThatDoesNotSayWhatItAsksFor() {
        String session = session(subscriptions.administrator(subscription));

        Answer answer = Api.send(Api.request("/test/silent").header("Cookie", session));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.response().body()).doesNotContain(SilentPage.CONTENT);
    }

    @Test
    void shouldRefuseAFormOfAnotherSite() {
        String session = session(subscriptions.administrator(subscription));
        String form = "step=1";

        assertThat(post("/users/invite", session, form).status())
                .as("from nowhere")
                .isEqualTo(403);
        assertThat(send(post("/users/invite", session, form, Map.of("Origin", "https://evil.example")))
                        .status())
                .isEqualTo(403);
        assertThat(send(post("/users/invite", session, form, Map.of("Origin", "null")))
                        .status())
                .isEqualTo(403);
        assertThat(send(post(
                                "/users/invite",
                                session,
                                form,
                                Map.of("Origin", Api.base(), "Sec-Fetch-Site", "same-site")))
                        .status())
                .isEqualTo(403);
        assertThat(send(post("/users/invite", session, form, Map.of("Origin", Api.base())))
                        .status())
                .as("an empty form of our own")
                .isEqualTo(400);
        assertThat(send(post("/signin", "", form, Map.of("Origin", "https://evil.example")))
                        .status())
                .as("signing somebody in as somebody else")
                .isEqualTo(403);
    }

    @Test
    void shouldSendTheSameStrictHeadersWithEveryPage() {
        String session = session(subscriptions.administrator(subscription));

        for (String path : new String[] {"/signin", "/users", "/users/invite", "/nowhere", "/setup?token=x"}) {
            var headers = Api.send(Api.request(path).header("Cookie", session))
                    .response()
                    .headers();

            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains(
                                    "default-src 'none'",
                                    "script-src 'self'",
                                    "style-src 'self'",
                                    "frame-ancestors 'none'")
                            .doesNotContain("unsafe"));
            assertThat(headers.firstValue("Cache-Control")).as(path).hasValue("no-store");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
        }
    }

    @Test
    void shouldKeepTheSessionFromScriptsAndOtherSites() {
        Administrator admin = subscriptions.administrator(subscription);

        Answer answer = signIn(admin, "//evil.example");

        assertThat(answer.response().headers().firstValue("Location")).hasValue("/");
        assertThat(answer.response().headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
    }

    @Test
    void shouldAnswerWhatIsNotThereWithAPage() {
        String session = session(subscriptions.administrator(subscription));

        assertThat(Api.send(Api.request("/nowhere").header("Cookie", session))
                        .response()
                        .body())
                .contains("Not found");
        Answer gone = Api.send(Api.request("/users/999999999/edit").header("Cookie", session));
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.response().body()).contains("not there any more");
        assertThat(Api.send(Api.request("/users/abc/edit").header("Cookie", session))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void shouldNotReadABodyThatIsNoFormOfOurs() {
        String head = "POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";

        assertThat(RawHttp.send((head + "Content-Length: 2000000\r\n\r\n").getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(413);
        assertThat(RawHttp.send((head + "Content-Length: 99999999999999999999\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                        .status())
                .isIn(400, 413);
        assertThat(RawHttp.send((head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(411);
        assertThat(send(Api.request("/signin")
                                .header("Origin", Api.base())
                                .header("Content-Type", "multipart/form-data; boundary=x")
                                .POST(BodyPublishers.ofString("--x--")))
                        .status())
                .as("no form of ours")
                .isEqualTo(415);
    }

    @Test
    void shouldRefuseAnAddressThatCannotBeRead() {
        assertThat(RawHttp.send("GET /users HTTP/1.1\r\nHost: a\"><b>\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8))
                        .body())
                .doesNotContain("<b>", "Stack")
                .contains("cannot be read");
        assertThat(RawHttp.send("GET /% HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void shouldTakeAFormWithManyFieldsAndSayWhenOneCannotBeRead() {
        String session = session(subscriptions.administrator(subscription));
        Map<String, String> own = Map.of("Origin", Api.base());

        Answer many = send(post("/users/invite", session, "workspace=104:1&".repeat(900), own));
        Answer broken = send(post("/users/invite", session, "email=%zz", own));

        assertThat(many.status()).isEqualTo(400);
        assertThat(many.response().body()).contains("Fill in this field.");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.response().body()).contains("cannot be read");
    }

    private static String session(Administrator who) {
        return signIn(who, "/")
                .response()
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
    }

    private static Answer signIn(Administrator who, String next) {
        String form = Map.of("email", who.login(), "password", who.password()).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String path = "/signin?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        return send(post(path, "", form, Map.of("Origin", Api.base())));
    }

    private static Answer post(String path, String cookie, String form) {
        return send(post(path, cookie, form, Map.of()));
    }

    private static HttpRequest.Builder post(String path, String cookie, String form, Map<String, String> headers) {
        HttpRequest.Builder request = Api.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        headers.forEach(request::header);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static Answer send(HttpRequest.Builder request) {
        return Api.send(request);
    }
}
