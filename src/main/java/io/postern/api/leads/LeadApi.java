package io.postern.api.leads;

import io.postern.api.record.RecordResult;
import io.postern.data.leads.Leads;
import io.postern.data.record.Reach;
import io.postern.data.record.RecordPage;
import io.postern.data.record.Records;
import io.postern.foundation.wire.Answer;
import io.postern.gate.Board;
import io.postern.gate.Call;
import io.postern.gate.Declares;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Leads.
 *
 * @see <a href="https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/lead-database/leads">Adobe's page "Leads"</a>
 */
@Singleton
final class LeadApi implements Declares {
    private final Records records;

    LeadApi(Records records) {
        this.records = records;
    }

    @Override
    public void on(Board board) {
        board.answer("getLeadByIdUsingGET", this::byId);
        board.answer("getLeadsByFilterUsingGET", this::byFilter);
        board.answer("describeUsingGET_2", this::describe);
        board.answer("syncLeadUsingPOST", this::sync);
        board.answer("deleteLeadsUsingPOST", this::delete);
        board.answer("deleteLeadsUsingDELETE", this::delete);
    }

    private Answer byId(Call call) {
        return new Answer.Items(records.byId(
                Leads.KIND,
                reach(call),
                call.input().path("leadId"),
                call.input().list("fields")));
    }

    private Answer byFilter(Call call) {
        RecordPage page = records.query(Leads.KIND, reach(call), call.input());
        return Answer.Page.of(page.records(), page.nextPageToken());
    }

    private Answer describe(Call call) {
        return new Answer.Items(records.schema(Leads.KIND, reach(call)).fields().stream()
                .map(FieldDescription::of)
                .toList());
    }

    private Answer sync(Call call) {
        return new Answer.Items(RecordResult.of(Leads.KIND, records.sync(Leads.KIND, reach(call), call.input())));
    }

    /** The records of the body; without any, those that the parameter {@code id} names. */
    private Answer delete(Call call) {
        return new Answer.Items(RecordResult.of(
                Leads.KIND,
                records.deleteById(
                        Leads.KIND,
                        reach(call),
                        call.input()
                                .optionalRecords("input", Records.MOST_RECORDS)
                                .orElseGet(() -> call.input().list("id").stream()
                                        .map(id -> Map.<String, Object>of("id", id))
                                        .toList()))));
    }

    private static Reach reach(Call call) {
        return Reach.of(call.directory(), call.partitions());
    }
}
