package io.postern.api.leads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.api.record.RecordResult;
import io.postern.data.leads.Leads;
import io.postern.data.record.Outcome;
import io.postern.data.record.Schema;
import io.postern.data.record.Schemas;
import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lead endpoints write as JSON. */
class LeadAnswersTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldWriteOutcomes() throws Exception {
        List<Outcome> outcomes = List.of(
                new Outcome.Created(new Outcome.Key.Id(1001)),
                new Outcome.Updated(new Outcome.Key.Id(1002)),
                new Outcome.Deleted(new Outcome.Key.Id(1003)),
                new Outcome.Skipped(null, ApiError.of(ErrorCode.LEAD_ALREADY_EXISTS)),
                new Outcome.Skipped(new Outcome.Key.Id(1004), ApiError.of(ErrorCode.LEAD_NOT_FOUND)));

        assertThat(json.writeValueAsString(RecordResult.of(Leads.KIND, outcomes)))
                .isEqualTo("""
                        [{"id":1001,"status":"created"},{"id":1002,"status":"updated"},{"id":1003,"status":"deleted"},\
                        {"status":"skipped","reasons":[{"code":"1005","message":"Lead already exists"}]},\
                        {"id":1004,"status":"skipped","reasons":[{"code":"1004","message":"Lead not found"}]}]""");
    }

    @Test
    void shouldDescribeFields() throws Exception {
        Schema fields = new Schemas().of(Leads.KIND, 1);

        assertThat(json.writeValueAsString(FieldDescription.of(fields.require("company"))))
                .isEqualTo("""
                        {"id":2,"displayName":"Company Name","dataType":"string","length":255,\
                        "rest":{"name":"company","readOnly":false},"soap":{"name":"Company","readOnly":false}}""");
        assertThat(json.writeValueAsString(FieldDescription.of(fields.require("createdAt"))))
                .contains("\"readOnly\":true")
                .doesNotContain("length");
    }
}
