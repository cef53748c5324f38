package io.postern.api.leads;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.data.record.Outcome;
import io.postern.foundation.wire.ApiError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record, as the wire carries it.
 *
 * @param reasons null unless the record was skipped
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordResult(
        @Nullable Integer id, String status, @Nullable List<ApiError> reasons) {

    static List<RecordResult> of(List<Outcome> outcomes) {
        return outcomes.stream().map(RecordResult::of).toList();
    }

    private static RecordResult of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created(int id) -> new RecordResult(id, "created", null);
            case Outcome.Updated(int id) -> new RecordResult(id, "updated", null);
            case Outcome.Deleted(int id) -> new RecordResult(id, "deleted", null);
            case Outcome.Skipped(Integer id, ApiError reason) -> new RecordResult(id, "skipped", List.of(reason));
        };
    }
}
