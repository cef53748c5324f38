package io.postern.api.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.postern.foundation.wire.Parameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of Delete Leads. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeleteLeadsRequest(@Nullable List<@Nullable Object> input) {

    /** The records of the body; without any, those that the parameter {@code id} names. */
    static List<? extends @Nullable Object> records(@Nullable DeleteLeadsRequest body, Parameters parameters) {
        @Nullable List<@Nullable Object> input = body == null ? null : body.input;
        return input != null && !input.isEmpty()
                ? input
                : parameters.list("id").stream().map(id -> Map.of("id", id)).toList();
    }
}
