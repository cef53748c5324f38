package io.postern.api.leads;

import io.postern.data.leads.Leads;
import io.postern.data.record.Reach;
import io.postern.data.record.RecordPage;
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
    private final Leads leads;

    LeadApi(Leads leads) {
        this.leads = leads;
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
        return new Answer.Items(leads.byId(
                reach(call), call.input().path("leadId"), call.input().list("fields")));
    }

    private Answer byFilter(Call call) {
        RecordPage page = leads.query(reach(call), call.input());
        return Answer.Page.of(page.leads(), page.nextPageToken());
    }

    private Answer describe(Call call) {
        return new Answer.Items(
                leads.fields().stream().map(FieldDescription::of).toList());
    }

    private Answer sync(Call call) {
        return new Answer.Items(RecordResult.of(leads.sync(reach(call), call.input())));
    }

    /** The records of the body; without any, those that the parameter {@code id} names. */
    private Answer delete(Call call) {
        return new Answer.Items(RecordResult.of(leads.delete(
                reach(call),
                call.input()
                        .optionalRecords("input", Leads.MOST_RECORDS)
                        .orElseGet(() -> call.input().list("id").stream()
                                .map(id -> Map.<String, Object>of("id", id))
                                .toList()))));
    }

    private static Reach reach(Call call) {
        return Reach.of(call.directory(), call.partitions());
    }
}
