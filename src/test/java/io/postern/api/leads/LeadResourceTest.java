package io.postern.api.leads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.access.permission.Permission;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The six lead operations over HTTP, with the database behind them; the rules themselves are tested in data.leads. */
@QuarkusTest
class LeadResourceTest {
    private static final String LEADS = "/rest/v1/leads.json";

    @Inject
    TestSubscriptions subscriptions;

    private String token = "";

    @BeforeEach
    void makeAnIntegration() {
        token = Api.token(subscriptions.integration(Permission.READ_WRITE_PERSON));
    }

    @Test
    void shouldSyncAndReadALead() {
        Answer created = sync("{\"input\":[{\"email\":\"Ines@b.example\",\"firstName\":\"Ines\"}]}");
        int id = created.result().path(0).path("id").asInt();

        Answer updated = sync("{\"input\":[{\"email\":\"ines@b.example\",\"lastName\":\"Öz\"}]}");
        Answer read = Api.get("/rest/v1/lead/" + id + ".json", token);

        assertThat(created.result().path(0).path("status").asText()).isEqualTo("created");
        assertThat(updated.result().path(0).path("status").asText()).isEqualTo("updated");
        assertThat(updated.result().path(0).path("id").asInt()).isEqualTo(id);
        JsonNode lead = read.result().path(0);
        assertThat(lead.fieldNames())
                .toIterable()
                .containsExactly("id", "firstName", "lastName", "email", "updatedAt", "createdAt");
        assertThat(lead.path("firstName").asText()).isEqualTo("Ines");
        assertThat(lead.path("lastName").asText()).isEqualTo("Öz");
        assertThat(lead.path("createdAt").asText()).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    }

    @Test
    void shouldAnswerEachRecordInItsPlace() {
        sync("{\"input\":[{\"email\":\"there@b.example\"}]}");

        Answer answer = sync(
                "{\"action\":\"createOnly\",\"input\":[{\"email\":\"new@b.example\"},{\"email\":\"there@b.example\"},{\"firstName\":\"x\"}]}");

        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.result().findValuesAsText("status")).containsExactly("created", "skipped", "skipped");
        assertThat(answer.result().path(1).path("reasons").path(0).path("code").asText())
                .isEqualTo("1005");
        assertThat(answer.result().path(2).path("reasons").path(0).path("code").asText())
                .isEqualTo("1003");
    }

    @Test
    void shouldShowUnsetFieldsAsNullAndIdFirst() {
        sync("{\"input\":[{\"email\":\"n@b.example\"}]}");

        Answer read = Api.get(
                LEADS + "?filterType=email&filterValues=n@b.example&fields=phone,unsubscribed,leadPartitionId,phone",
                token);

        JsonNode lead = read.result().path(0);
        assertThat(lead.fieldNames()).toIterable().containsExactly("id", "phone", "unsubscribed", "leadPartitionId");
        assertThat(lead.path("phone").isNull()).isTrue();
        assertThat(lead.path("unsubscribed").asText()).isEqualTo("false");
        assertThat(lead.path("leadPartitionId").isTextual()).isTrue();
    }

    @Test
    void shouldPageWithATokenThatIsAbsentAtTheEnd() {
        sync(input(5));
        String query = LEADS + "?filterType=email&filterValues="
                + IntStream.range(0, 5).mapToObj(i -> "p" + i + "@b.example").collect(Collectors.joining(","));

        Answer first = Api.get(query + "&batchSize=3", token);
        Answer last = Api.get(
                query + "&batchSize=3&nextPageToken="
                        + java.net.URLEncoder.encode(
                                first.json().path("nextPageToken").asText(), java.nio.charset.StandardCharsets.UTF_8),
                token);

        assertThat(first.result()).hasSize(3);
        assertThat(first.json().path("moreResult").asBoolean()).isTrue();
        assertThat(last.result()).hasSize(2);
        assertThat(last.json().has("nextPageToken")).isFalse();
        assertThat(last.json().has("moreResult")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?filterValues=1|1002",
                "?filterType=email|1002",
                "?filterType=shoeSize&filterValues=1|1006",
                "?filterType=firstName&filterValues=1|1011",
                "?filterType=id&filterValues=1&fields=shoeSize|1006",
                "?filterType=id&filterValues=1&batchSize=301|1003",
                "?filterType=id&filterValues=1&batchSize=x|1001",
                "?filterType=id&filterValues=1&nextPageToken=garbage|1003"
            })
    void shouldRefuseAQueryThatCannotBeAnswered(String query, String code) {
        Answer answer = Api.get(LEADS + query, token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|1002",
                "{\"input\":[]}|1002",
                "{\"input\":{}}|1003",
                "{\"input\":[1]}|1003",
                "{\"action\":\"destroy\",\"input\":[{\"email\":\"a@b.example\"}]}|1003",
                "{\"input\":[{\"email\":\"a@b.example\",\"shoeSize\":1}]}|1006",
                "{\"partitionName\":\"Nowhere\",\"input\":[{\"email\":\"a@b.example\"}]}|1009"
            })
    void shouldRefuseASyncThatCannotBeCarriedOut(String body, String code) {
        Answer answer = sync(body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).isEqualTo(code);
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    void shouldTakeThreeHundredRecordsAndNoMore() {
        assertThat(sync(input(300)).result()).hasSize(300);
        assertThat(sync(input(301)).error()).isEqualTo("1003");
    }

    @Test
    void shouldAnswerAnUnknownIdWithNothing() {
        Answer answer = Api.get("/rest/v1/lead/2147483647.json", token);

        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.result().isArray()).isTrue();
        assertThat(answer.result()).isEmpty();
        assertThat(Api.get("/rest/v1/lead/abc.json", token).error()).isEqualTo("1001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST body", "POST query", "POST repeated query", "DELETE body", "DELETE query"})
    void shouldDelete(String manner) {
        int id = sync("{\"input\":[{\"email\":\"d@b.example\"}]}")
                .result()
                .path(0)
                .path("id")
                .asInt();
        String json = "{\"input\":[{\"id\":" + id + "},{\"id\":1}]}";

        Answer answer = switch (manner) {
            case "POST body" -> Api.post("/rest/v1/leads/delete.json", token, json);
            case "POST query" -> withoutBody("POST", "/rest/v1/leads/delete.json?id=" + id + ",1");
            case "POST repeated query" -> withoutBody("POST", "/rest/v1/leads/delete.json?id=" + id + "&id=1");
            case "DELETE query" -> withoutBody("DELETE", LEADS + "?id=" + id + ",1");
            default ->
                Api.send(Api.request(LEADS)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method("DELETE", BodyPublishers.ofString(json)));
        };

        assertThat(answer.result().findValuesAsText("status")).containsExactly("deleted", "skipped");
        assertThat(answer.result().path(1).path("reasons").path(0).path("code").asText())
                .isEqualTo("1004");
        assertThat(Api.get("/rest/v1/lead/" + id + ".json", token).result()).isEmpty();
    }

    @Test
    void shouldDescribeFields() {
        Answer answer = Api.get("/rest/v1/leads/describe.json", token);

        assertThat(answer.result().size()).isGreaterThan(80);
        assertThat(answer.result().path(0).path("rest").path("name").asText()).isEqualTo("company");
        assertThat(answer.result().path(0).path("rest").path("readOnly").isBoolean())
                .isTrue();
    }

    @Test
    void shouldKeepSubscriptionsApart() {
        int id = sync("{\"input\":[{\"email\":\"mine@b.example\"}]}")
                .result()
                .path(0)
                .path("id")
                .asInt();
        Integration other = subscriptions.integration(Permission.READ_WRITE_PERSON);
        String otherToken = Api.token(other);

        assertThat(Api.get("/rest/v1/lead/" + id + ".json", otherToken).result())
                .isEmpty();
        assertThat(Api.get(LEADS + "?filterType=email&filterValues=mine@b.example", otherToken)
                        .result())
                .isEmpty();
        assertThat(Api.post("/rest/v1/leads/delete.json", otherToken, "{\"input\":[{\"id\":" + id + "}]}")
                        .result()
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("skipped");
    }

    private Answer sync(String json) {
        return Api.post(LEADS, token, json);
    }

    private Answer withoutBody(String method, String path) {
        return Api.send(
                Api.request(path).header("Authorization", "Bearer " + token).method(method, BodyPublishers.noBody()));
    }

    private static String input(int count) {
        return "{\"input\":["
                + IntStream.range(0, count)
                        .mapToObj(i -> "{\"email\":\"p" + i + "@b.example\"}")
                        .collect(Collectors.joining(","))
                + "]}";
    }
}
