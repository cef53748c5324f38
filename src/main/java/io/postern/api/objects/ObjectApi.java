package io.postern.api.objects;

import io.postern.api.record.RecordResult;
import io.postern.data.objects.SalesPersons;
import io.postern.data.record.Kind;
import io.postern.data.record.Reach;
import io.postern.data.record.RecordPage;
import io.postern.data.record.Records;
import io.postern.foundation.wire.Answer;
import io.postern.gate.Board;
import io.postern.gate.Call;
import io.postern.gate.Declares;
import jakarta.inject.Singleton;
import java.util.List;

/** The operations that all kinds of objects share: one line a kind. */
@Singleton
final class ObjectApi implements Declares {
    private final Records records;

    ObjectApi(Records records) {
        this.records = records;
    }

    /** The ids of a kind's operations. */
    private record Ids(String query, String sync, String delete, String describe) {}

    @Override
    public void on(Board board) {
        bind(
                board,
                SalesPersons.KIND,
                new Ids(
                        "getSalesPersonUsingGET",
                        "syncSalesPersonsUsingPOST",
                        "deleteSalesPersonUsingPOST",
                        "describeUsingGET_5"));
    }

    private void bind(Board board, Kind kind, Ids ids) {
        board.answer(ids.query(), call -> {
            RecordPage page = records.query(kind, reach(call), call.input());
            return Answer.Page.of(page.records(), page.nextPageToken());
        });
        board.answer(
                ids.sync(),
                call -> new Answer.Items(RecordResult.of(kind, records.sync(kind, reach(call), call.input()))));
        board.answer(
                ids.delete(),
                call -> new Answer.Items(RecordResult.of(kind, records.delete(kind, reach(call), call.input()))));
        board.answer(
                ids.describe(),
                call -> new Answer.Items(List.of(ObjectDescription.of(records.schema(kind, reach(call))))));
    }

    private static Reach reach(Call call) {
        return Reach.of(call.directory(), call.partitions());
    }
}
