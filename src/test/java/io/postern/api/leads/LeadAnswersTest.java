package io.postern.api.leads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.data.leads.Outcome;
import io.postern.data.leads.StandardFields;
import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What lead endpoints read and write as JSON. */
class LeadAnswersTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldWriteOutcomes() throws Exception {
        List<Outcome> outcomes = List.of(
                new Outcome.Created(1001),
                new Outcome.Updated(1002),
                new Outcome.Deleted(1003),
                new Outcome.Skipped(null, ApiError.of(ErrorCode.LEAD_ALREADY_EXISTS)),
                new Outcome.Skipped(1004, ApiError.of(ErrorCode.LEAD_NOT_FOUND)));

        assertThat(json.writeValueAsString(RecordResult.of(outcomes))).isEqualTo("""
                        [{"id":1001,"status":"created"},{"id":1002,"status":"updated"},{"id":1003,"status":"deleted"},\
                        {"status":"skipped","reasons":[{"code":"1005","message":"Lead already exists"}]},\
                        {"id":1004,"status":"skipped","reasons":[{"code":"1004","message":"Lead not found"}]}]""");
    }

    @Test
    void shouldDescribeFields() throws Exception {
        StandardFields fields = new StandardFields();

        assertThat(json.writeValueAsString(FieldDescription.of(fields.require("company"))))
                .isEqualTo("""
                        {"id":2,"displayName":"Company Name","dataType":"string","length":255,\
                        "rest":{"name":"company","readOnly":false},"soap":{"name":"Company","readOnly":false}}""");
        assertThat(json.writeValueAsString(FieldDescription.of(fields.require("createdAt"))))
                .contains("\"readOnly\":true")
                .doesNotContain("length");
    }

    @Test
    void shouldReadASyncWithMembersThatItDoesNotKnow() throws Exception {
        SyncLeadsRequest body = json.readValue("""
                        {"action":"createOnly","asyncProcessing ":true,"lookupField":"email","partitionName":"Default",
                         "input":[{"email":"ines@example.org","city":null},7]}""", SyncLeadsRequest.class);

        assertThat(SyncLeadsRequest.toSync(body).action()).isEqualTo("createOnly");
        assertThat(SyncLeadsRequest.toSync(body).input()).hasSize(2).last().isEqualTo(7);
    }

    @Test
    void shouldTakeIdsFromTheQueryWhenTheBodyHasNone() throws Exception {
        Parameters query = Parameters.of(Map.of("id", List.of("1,2", "3")));
        DeleteLeadsRequest body = json.readValue("{\"input\":[{\"id\":9}]}", DeleteLeadsRequest.class);

        assertThat(DeleteLeadsRequest.records(null, query))
                .isEqualTo(List.of(Map.of("id", "1"), Map.of("id", "2"), Map.of("id", "3")));
        assertThat(DeleteLeadsRequest.records(new DeleteLeadsRequest(List.of()), query))
                .hasSize(3);
        assertThat(DeleteLeadsRequest.records(body, query)).isEqualTo(List.of(Map.of("id", 9)));
        assertThat(DeleteLeadsRequest.records(null, Parameters.NONE)).isEmpty();
    }
}
