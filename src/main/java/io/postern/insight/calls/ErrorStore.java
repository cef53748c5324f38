package io.postern.insight.calls;

import io.postern.foundation.store.SqlArray;
import io.postern.insight.calls.Errors.DayCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The SQL of errors. */
final class ErrorStore {
    private ErrorStore() {}

    static List<DayCode> days(Handle handle, int subscriptionId, LocalDate from, LocalDate to) {
        return handle.createQuery("""
                        SELECT day, code, calls FROM api_error
                         WHERE subscription_id = :subscription AND day BETWEEN :from AND :to
                        """)
                .bind("subscription", subscriptionId)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) ->
                        new DayCode(row.getObject("day", LocalDate.class), row.getInt("code"), row.getLong("calls")))
                .list();
    }

    /** Adds to what is there, and returns the sums. All nodes lock the rows in one order. */
    static Map<Integer, Long> add(Handle handle, int subscriptionId, LocalDate day, Map<Integer, Long> added) {
        Map<Integer, Long> sorted = new TreeMap<>(added);
        return handle.createQuery("""
                        INSERT INTO api_error (subscription_id, day, code, calls)
                        SELECT :subscription, :day, a.* FROM unnest(:codes, :calls) a
                        ON CONFLICT (subscription_id, day, code) DO UPDATE SET calls = api_error.calls + excluded.calls
                        RETURNING code, calls
                        """)
                .bind("subscription", subscriptionId)
                .bind("day", day)
                .bind("codes", SqlArray.integers(List.copyOf(sorted.keySet())))
                .bind("calls", SqlArray.longs(List.copyOf(sorted.values())))
                .map((row, context) -> Map.entry(row.getInt("code"), row.getLong("calls")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
