package io.postern.foundation.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SurfaceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "/rest/v1/leads.json, LEAD_DATABASE",
        "/REST/V1/x, LEAD_DATABASE",
        "/rest/asset/v1/x, ASSETS",
        "/rest, LEAD_DATABASE",
        "/bulk/v1/x, BULK",
        "/userservice/management/v1/users/x, USER_MANAGEMENT",
        "/identity/oauth/token, OAUTH"
    })
    void shouldFindTheSurfaceOfAPath(String path, Surface surface) {
        assertThat(Surface.of(path)).hasValue(surface);
    }

    @ParameterizedTest
    @CsvSource({"/", "/restful", "/q/health", "/identityx", "/bulky/v1"})
    void shouldLeaveTheRestToTheConsole(String path) {
        assertThat(Surface.of(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LEAD_DATABASE, 200, 200, 200, 413",
        "ASSETS, 200, 200, 200, 413",
        "USER_MANAGEMENT, 401, 403, 404, 413",
        "OAUTH, 401, 403, 404, 413"
    })
    void shouldGiveEachSurfaceItsStatus(Surface surface, int invalid, int denied, int unknown, int tooLarge) {
        assertThat(surface.status(ErrorCode.ACCESS_TOKEN_INVALID)).isEqualTo(invalid);
        assertThat(surface.status(ErrorCode.ACCESS_DENIED)).isEqualTo(denied);
        assertThat(surface.status(ErrorCode.RESOURCE_NOT_FOUND)).isEqualTo(unknown);
        assertThat(surface.status(ErrorCode.REQUEST_ENTITY_TOO_LARGE)).isEqualTo(tooLarge);
    }

    @Test
    void shouldGiveEachSurfaceItsShape() throws Exception {
        assertThat(json(Surface.LEAD_DATABASE))
                .isEqualTo(
                        "{\"requestId\":\"1#2\",\"success\":false,\"errors\":[{\"code\":\"603\",\"message\":\"Access denied\"}]}");
        assertThat(json(Surface.ASSETS))
                .isEqualTo(
                        "{\"success\":false,\"errors\":[{\"code\":\"603\",\"message\":\"Access denied\"}],\"requestId\":\"1#2\",\"warnings\":[]}");
        assertThat(json(Surface.USER_MANAGEMENT))
                .isEqualTo("{\"errors\":[{\"code\":\"603\",\"message\":\"Access denied\"}]}");
        assertThat(json(Surface.OAUTH))
                .isEqualTo("{\"error\":\"unauthorized\",\"error_description\":\"Access denied\"}");
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void shouldNeverAnswerALimitWith429(Surface surface) {
        assertThat(surface.status(ErrorCode.RATE_LIMIT_EXCEEDED)).isNotEqualTo(429);
    }

    @Test
    void shouldCountEverythingButWhatIsDocumentedAsFree() {
        Set<ErrorCode> free = EnumSet.noneOf(ErrorCode.class);
        Arrays.stream(ErrorCode.values()).filter(code -> !code.counted()).forEach(free::add);

        assertThat(free.stream().map(ErrorCode::number))
                .containsExactlyInAnyOrder(413, 414, 600, 601, 602, 604, 605, 606, 607, 608, 610, 611, 615);
    }

    @Test
    void shouldNumberEveryErrorOnce() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
    }

    @Test
    void shouldSayTheTextsThatClientsMatch() {
        assertThat(ErrorCode.RATE_LIMIT_EXCEEDED.text("100", "20"))
                .isEqualTo("Max rate limit '100' exceeded with in '20' secs");
        assertThat(ErrorCode.CONCURRENT_ACCESS_LIMIT_REACHED.text("10"))
                .isEqualTo("Concurrent access limit '10' reached");
        assertThat(ErrorCode.TOO_MANY_JOBS.text("10")).isEqualTo("Too many jobs (10) in queue");
    }

    @Test
    void shouldGiveEachSurfaceItsShapeOfASuccess() throws Exception {
        Answer page = Answer.Page.of(List.of(1, 2), "NEXT");

        assertThat(json(Surface.LEAD_DATABASE, page))
                .isEqualTo(
                        "{\"requestId\":\"1#2\",\"result\":[1,2],\"success\":true,\"nextPageToken\":\"NEXT\",\"moreResult\":true}");
        assertThat(json(Surface.BULK, Answer.Page.of(List.of(), null)))
                .isEqualTo("{\"requestId\":\"1#2\",\"result\":[],\"success\":true}");
        assertThat(json(Surface.LEAD_DATABASE, new Answer.Page(List.of(), null, false)))
                .isEqualTo("{\"requestId\":\"1#2\",\"result\":[],\"success\":true,\"moreResult\":false}");
        assertThat(json(Surface.LEAD_DATABASE, new Answer.Done()))
                .isEqualTo("{\"requestId\":\"1#2\",\"success\":true}");
        assertThat(json(Surface.ASSETS, new Answer.Items(List.of(1))))
                .isEqualTo("{\"success\":true,\"errors\":[],\"requestId\":\"1#2\",\"warnings\":[],\"result\":[1]}");
        assertThat(json(Surface.ASSETS, new Answer.NothingFound()))
                .isEqualTo(
                        "{\"success\":true,\"errors\":[],\"requestId\":\"1#2\",\"warnings\":[\"No assets found for the given search criteria.\"]}");
        assertThat(json(Surface.LEAD_DATABASE, new Answer.NothingFound()))
                .isEqualTo("{\"requestId\":\"1#2\",\"result\":[],\"success\":true}");
        assertThat(json(Surface.USER_MANAGEMENT, new Answer.Items(List.of(1)))).isEqualTo("[1]");
        assertThat(json(Surface.USER_MANAGEMENT, new Answer.Bare(true))).isEqualTo("true");
    }

    @Test
    void shouldWriteWhatHasNoEnvelope() {
        WireAnswer accepted = Surface.LEAD_DATABASE.write("1#2", new Answer.Accepted());
        WireAnswer text = Surface.BULK.write("1#2", new Answer.Text(404, "not there"));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body()).isEqualTo(new WireAnswer.Body.Nothing());
        assertThat(text.status()).isEqualTo(404);
        assertThat(text.body()).isEqualTo(new WireAnswer.Body.Text("not there"));
    }

    @Test
    void shouldKeepAnswersOfTheTokenEndpointOutOfCaches() {
        WireAnswer denied = Surface.OAUTH.write("1#2", new Answer.Denied(OAuthError.INVALID_CLIENT, "no", 7));

        assertThat(denied.status()).isEqualTo(401);
        assertThat(denied.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Pragma", "no-cache")
                .containsEntry("WWW-Authenticate", "Basic realm=\"Postern\"")
                .containsEntry("Retry-After", "7");
        assertThat(Surface.OAUTH.write("1#2", new Answer.Bare(1)).headers())
                .containsOnlyKeys("Cache-Control", "Pragma");
        assertThat(Surface.LEAD_DATABASE.write("1#2", new Answer.Bare(1)).headers())
                .isEmpty();
    }

    private static String json(Surface surface) throws Exception {
        return json(surface, Answer.Refused.with(ErrorCode.ACCESS_DENIED));
    }

    private static String json(Surface surface, Answer answer) throws Exception {
        WireAnswer.Body body = surface.write("1#2", answer).body();
        assertThat(body).isInstanceOf(WireAnswer.Body.Json.class);
        return JSON.writeValueAsString(((WireAnswer.Body.Json) body).value());
    }
}
