package io.postern.api.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.access.permission.Permission;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.TestSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The four operations of sales persons over HTTP; what all kinds share is in RecordKindContract. */
@QuarkusTest
class SalesPersonResourceTest {
    private static final String SALES_PERSONS = "/rest/v1/salespersons.json";

    @Inject
    TestSubscriptions subscriptions;

    private String token = "";

    @BeforeEach
    void makeAnIntegration() {
        token = Api.token(subscriptions.integration(Permission.READ_WRITE_SALES_PERSON));
    }

    @Test
    void shouldSyncAndReadSalesPersons() {
        Answer synced =
                sync("{\"input\":[{\"externalSalesPersonId\":\"S1\",\"email\":\"Sam@b.example\",\"firstName\":\"Sam\"},"
                        + "{\"firstName\":\"Nobody\"}]}");
        Answer read = Api.get(SALES_PERSONS + "?filterType=email&filterValues=Sam@b.example", token);

        JsonNode made = synced.result().path(0);
        assertThat(made.path("seq").asInt()).isZero();
        assertThat(made.path("status").asText()).isEqualTo("created");
        assertThat(made.path("id").isInt()).isTrue();
        assertThat(synced.result().path(1).path("seq").asInt()).isOne();
        assertThat(synced.result().path(1).path("reasons").path(0).path("code").asText())
                .isEqualTo("1003");
        JsonNode person = read.result().path(0);
        assertThat(person.fieldNames())
                .toIterable()
                .containsExactly("seq", "id", "createdAt", "updatedAt", "email", "externalSalesPersonId", "firstName");
        assertThat(person.path("id")).isEqualTo(made.path("id"));
        assertThat(person.path("email").asText()).isEqualTo("Sam@b.example");
    }

    @Test
    void shouldFindByTheNamesThatStandForItsKeys() {
        int id = sync("{\"input\":[{\"externalSalesPersonId\":\"S1\"}]}")
                .result()
                .path(0)
                .path("id")
                .asInt();

        assertThat(Api.get(SALES_PERSONS + "?filterType=dedupeFields&filterValues=S1", token)
                        .result())
                .hasSize(1);
        assertThat(Api.get(SALES_PERSONS + "?filterType=idField&filterValues=" + id, token)
                        .result())
                .hasSize(1);
    }

    @Test
    void shouldNotChangeTheKeyOfASalesPerson() {
        int id = sync("{\"input\":[{\"externalSalesPersonId\":\"S1\"}]}")
                .result()
                .path(0)
                .path("id")
                .asInt();

        Answer answer =
                sync("{\"dedupeBy\":\"idField\",\"input\":[{\"id\":" + id + ",\"externalSalesPersonId\":\"S2\"}]}");

        assertThat(answer.result().path(0).path("reasons").path(0).path("code").asText())
                .isEqualTo("1003");
    }

    @Test
    void shouldRefuseASyncThatCannotBe() {
        assertThat(sync("{\"action\":\"createOnly\",\"dedupeBy\":\"idField\",\"input\":[{\"id\":1}]}")
                        .error())
                .isEqualTo("1003");
        assertThat(sync("{\"action\":\"createDuplicate\",\"input\":[{\"externalSalesPersonId\":\"S1\"}]}")
                        .error())
                .isEqualTo("1003");
        assertThat(sync("{\"dedupeBy\":\"name\",\"input\":[{\"externalSalesPersonId\":\"S1\"}]}")
                        .error())
                .isEqualTo("1003");
    }

    @Test
    void shouldDeleteByDedupeFieldsOrById() {
        int id = sync("{\"input\":[{\"externalSalesPersonId\":\"S1\"},{\"externalSalesPersonId\":\"S2\"}]}")
                .result()
                .path(1)
                .path("id")
                .asInt();

        Answer byKey = delete("{\"input\":[{\"externalSalesPersonId\":\"S1\"},{\"externalSalesPersonId\":\"S1\"}]}");
        Answer byId = delete("{\"deleteBy\":\"idField\",\"input\":[{\"id\":" + id + "}]}");

        assertThat(byKey.result().findValuesAsText("status")).containsExactly("deleted", "skipped");
        assertThat(byKey.result().path(1).path("reasons").path(0).path("code").asText())
                .isEqualTo("1013");
        assertThat(byId.result().path(0).path("status").asText()).isEqualTo("deleted");
        assertThat(byId.result().path(0).path("id").asInt()).isEqualTo(id);
    }

    @Test
    void shouldDescribeSalesPersons() {
        Answer answer = Api.get("/rest/v1/salespersons/describe.json", token);

        assertThat(answer.result()).hasSize(1);
        JsonNode kind = answer.result().path(0);
        assertThat(kind.fieldNames())
                .toIterable()
                .containsExactly(
                        "name", "createdAt", "updatedAt", "idField", "dedupeFields", "searchableFields", "fields");
        assertThat(kind.path("name").asText()).isEqualTo("SalesPerson");
        assertThat(kind.path("idField").asText()).isEqualTo("id");
        assertThat(kind.path("dedupeFields").toString()).isEqualTo("[\"externalSalesPersonId\"]");
        assertThat(kind.path("searchableFields").toString())
                .isEqualTo("[[\"id\"],[\"email\"],[\"externalSalesPersonId\"]]");
        assertThat(kind.path("fields").findValuesAsText("name"))
                .startsWith("id", "createdAt", "updatedAt", "email", "externalSalesPersonId");
        assertThat(kind.path("fields").path(3).toString())
                .isEqualTo(
                        "{\"name\":\"email\",\"displayName\":\"Email Address\",\"dataType\":\"string\",\"length\":255,"
                                + "\"updateable\":false}");
    }

    @Test
    void shouldRefuseWhoLacksThePermission() {
        String reader = Api.token(subscriptions.integration(Permission.READ_ONLY_SALES_PERSON));
        String stranger = Api.token(subscriptions.integration(Permission.READ_WRITE_PERSON));

        assertThat(Api.post(SALES_PERSONS, reader, "{\"input\":[{\"externalSalesPersonId\":\"S1\"}]}")
                        .error())
                .isEqualTo("603");
        assertThat(Api.post("/rest/v1/salespersons/delete.json", reader, "{\"input\":[{\"id\":1}]}")
                        .error())
                .isEqualTo("603");
        assertThat(Api.get("/rest/v1/salespersons/describe.json", reader).error())
                .isEmpty();
        assertThat(Api.get("/rest/v1/salespersons/describe.json", stranger).error())
                .isEqualTo("603");
        assertThat(Api.get(SALES_PERSONS + "?filterType=id&filterValues=1", stranger)
                        .error())
                .isEqualTo("603");
    }

    private Answer sync(String json) {
        return Api.post(SALES_PERSONS, token, json);
    }

    private Answer delete(String json) {
        return Api.post("/rest/v1/salespersons/delete.json", token, json);
    }
}
