package io.postern.api.record;

import io.postern.data.record.Kind;
import io.postern.data.record.Outcome;
import io.postern.foundation.wire.ApiError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the records of a call, as the wire carries it: the id field, {@code status}, and {@code reasons} of the skipped. */
public final class RecordResult {
    private RecordResult() {}

    /** One element an outcome, in their order; numbered in {@code seq} where the kind's results are. */
    public static List<Map<String, Object>> of(Kind kind, List<Outcome> outcomes) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Map<String, Object> result = new LinkedHashMap<>();
            if (kind.family() == Kind.Family.OBJECTS) {
                result.put("seq", results.size());
            }
            Outcome.@Nullable Key key = key(outcome);
            if (key != null) {
                result.put(kind.keys().id(), key.value());
            }
            result.put("status", status(outcome));
            if (outcome instanceof Outcome.Skipped(Outcome.Key ignored, ApiError reason)) {
                result.put("reasons", List.of(reason));
            }
            results.add(result);
        }
        return results;
    }

    private static Outcome.@Nullable Key key(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created(Outcome.Key key) -> key;
            case Outcome.Updated(Outcome.Key key) -> key;
            case Outcome.Deleted(Outcome.Key key) -> key;
            case Outcome.Skipped skipped -> skipped.key();
        };
    }

    private static String status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created created -> "created";
            case Outcome.Updated updated -> "updated";
            case Outcome.Deleted deleted -> "deleted";
            case Outcome.Skipped skipped -> "skipped";
        };
    }
}
