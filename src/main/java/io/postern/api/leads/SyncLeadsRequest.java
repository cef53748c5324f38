package io.postern.api.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.postern.data.leads.SyncRequest;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of Sync Leads. Its member {@code asyncProcessing} is accepted like any other that is not named here, and changes
 * nothing: the answer always carries the outcomes.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SyncLeadsRequest(
        @Nullable String action,
        @Nullable String lookupField,
        @Nullable String partitionName,
        @Nullable List<@Nullable Object> input) {

    /** @throws Refusal 609 when there is no body */
    static SyncRequest toSync(@Nullable SyncLeadsRequest body) {
        if (body == null) {
            throw Refusal.with(ErrorCode.INVALID_JSON);
        }
        return new SyncRequest(body.action, body.lookupField, body.partitionName, body.input);
    }
}
