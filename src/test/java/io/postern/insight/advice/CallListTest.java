package io.postern.insight.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.operation.Operation;
import io.postern.access.operation.OperationTable;
import io.postern.access.operation.Operations;
import io.postern.insight.advice.CallList.Unclear.NoOperation;
import io.postern.insight.advice.CallList.Unclear.NoVerb;
import io.postern.insight.advice.CallList.Unclear.OtherVerb;
import io.postern.testing.Cases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallListTest {
    private static final Operations CATALOG = new Operations(OperationTable.read());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "GET /rest/v1/leads.json                                       | getLeadsByFilterUsingGET",
                "get /REST/v1/Leads.JSON                                       | getLeadsByFilterUsingGET",
                "/rest/v1/lead/{id}.json                                       | getLeadByIdUsingGET",
                "/rest/v1/lead/318581.json?fields=email,id                     | getLeadByIdUsingGET",
                "https://123-ABC-456.mktorest.com/rest//v1/lead/7.json         | getLeadByIdUsingGET",
                "requests.get(f\"{base}/rest/v1/lead/{id}.json\", params)      | getLeadByIdUsingGET",
                "await client.post('/v1/leads.json', body); // sync            | syncLeadUsingPOST",
                "curl -X POST \"$URL/rest/v1/leads/delete.json\"               | deleteLeadsUsingPOST",
                "/rest/v1/leads.json DELETE                                    | deleteLeadsUsingDELETE",
                "POST /rest/v1/leads.json?_method=GET&filterType=id            | getLeadsByFilterUsingGET",
                "- GET `bulk/v1/leads/export.json`,                            | getExportLeadsUsingGET",
                "GET /bulk/v1/leads/export/${exportId}/file.json               | getExportLeadsFileUsingGET",
                "GET asset/v1/email/byName.json                                | getEmailByNameUsingGET",
                "GET /rest/asset/v1/email/%s.json                              | getEmailByIdUsingGET",
                "GET /userservice/management/v1/users/a%40b.example/user.json  | getUserUsingGET",
                "10.0.0.1 - \"GET /rest/v1/stats/usage.json HTTP/1.1\" 200     | getDailyUsageUsingGET",
            })
    void shouldFindTheOperationOfALine(String line, String id) {
        CallList calls = CallList.read(CATALOG, line);

        assertThat(calls.unclear()).isEmpty();
        assertThat(calls.found()).extracting(Operation::id).containsExactly(id);
    }

    @Test
    void shouldPassOverWhatIsNoCallOfAnOperation() {
        CallList calls = CallList.read(CATALOG, """
                # what our job calls

                // first a token
                POST https://123-ABC-456.mktorest.com/identity/oauth/token?grant_type=client_credentials
                GET /rest/v1/leads/describe.json
                GET /rest/v1/leads/describe.json
                """);

        assertThat(calls.found()).extracting(Operation::label).containsExactly("describeLeads");
        assertThat(calls.unclear()).isEmpty();
    }

    @Test
    void shouldSayOfEachLineWhatIsNotClear() {
        CallList calls = CallList.read(CATALOG, """
                GET /rest/v1/leads/describe.json
                GET /rest/v1/people.json?token=x
                sync all leads
                /rest/v1/leads.json
                PATCH /rest/v1/lead/7.json
                POST /rest/v1/lead/.json
                """);

        assertThat(calls.found()).hasSize(1);
        assertThat(calls.unclear())
                .containsExactly(
                        new NoOperation(2, "/rest/v1/people.json"),
                        new NoOperation(3, "sync all leads"),
                        new NoVerb(4, "/rest/v1/leads.json", List.of("DELETE", "GET", "POST")),
                        new OtherVerb(5, "/rest/v1/lead/7.json", "PATCH", List.of("GET")),
                        new NoOperation(6, "/rest/v1/lead/.json"));
    }

    @Test
    void shouldTakeOffThePunctuationBehindAPathHoweverLongItIs() {
        String commas = ",".repeat(100_000);

        CallList calls = CallList.read(
                CATALOG, "GET /rest/v1/leads/describe.json" + commas + "\nGET /rest/v1/leads" + commas + "x");

        assertThat(calls.found()).extracting(Operation::label).containsExactly("describeLeads");
        assertThat(calls.unclear()).hasSize(1);
    }

    @Test
    void shouldShowNoMoreOfALineThanPeopleRead() {
        assertThat(CallList.read(CATALOG, "x".repeat(5000)).unclear())
                .containsExactly(new NoOperation(1, "x".repeat(120) + "…"));
    }

    @Test
    void shouldReadTheTemplatesOfAllOperations() {
        CATALOG.withToken()
                .forEach(operation -> assertThat(CallList.read(CATALOG, operation.method() + " " + operation.path())
                                .found())
                        .containsExactly(operation));
    }

    @Test
    void shouldReadAnyText() {
        Cases.run(200, given -> {
            CallList calls = CallList.read(CATALOG, given.text(255) + "\nGET /rest/v1/leads.json\n" + given.text(255));

            assertThat(calls.found()).extracting(Operation::id).contains("getLeadsByFilterUsingGET");
        });
    }
}
