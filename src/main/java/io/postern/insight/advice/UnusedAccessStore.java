package io.postern.insight.advice;

import io.postern.foundation.store.SqlArray;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/** Reads lists: filtered, sorted, counted and cut into pages. */
final class UnusedAccessStore {
    private UnusedAccessStore() {}

    static <R> List<R> page(
            Handle handle,
            HousekeepingList<R> listing,
            UnusedAccess.Wanted wanted,
            Set<String> operations,
            Instant now,
            int offset,
            int limit) {
        return filtered(handle, "*", listing, "ORDER BY <order> OFFSET :offset LIMIT :limit", wanted, operations, now)
                .define("order", listing.order())
                .bind("offset", offset)
                .bind("limit", limit)
                .map(listing.reader())
                .list();
    }

    static long count(
            Handle handle,
            HousekeepingList<?> listing,
            UnusedAccess.Wanted wanted,
            Set<String> operations,
            Instant now) {
        return filtered(handle, "count(*)", listing, "", wanted, operations, now)
                .mapTo(Long.class)
                .one();
    }

    /** In one query. */
    static Map<HousekeepingList<?>, Long> counts(
            Handle handle,
            Collection<? extends HousekeepingList<?>> listings,
            UnusedAccess.Wanted wanted,
            Instant now) {
        List<HousekeepingList<?>> asked = List.copyOf(listings);
        String sql = asked.stream()
                .map(listing -> "(SELECT count(*) FROM (" + listing.sql() + ") AS listed)")
                .collect(Collectors.joining(", ", "SELECT ", ""));
        return bind(handle.createQuery(sql), wanted, now)
                .map((row, context) -> {
                    Map<HousekeepingList<?>, Long> counts = new HashMap<>();
                    for (int i = 0; i < asked.size(); i++) {
                        counts.put(asked.get(i), row.getLong(i + 1));
                    }
                    return counts;
                })
                .one();
    }

    private static Query filtered(
            Handle handle,
            String columns,
            HousekeepingList<?> listing,
            String further,
            UnusedAccess.Wanted wanted,
            Set<String> operations,
            Instant now) {
        String sql = "SELECT " + columns + " FROM (" + listing.sql() + """
                ) AS listed
                 WHERE (position(lower(:text) IN lower(concat_ws(' ', <text>))) > 0 OR <operation> = ANY (:operations))
                """ + further;
        return bind(handle.createQuery(sql), wanted, now)
                .define("text", listing.text())
                .define("operation", listing.operation())
                .bind("text", wanted.text())
                .bind("operations", SqlArray.texts(operations));
    }

    /** Each listing names those of them that it needs. */
    private static Query bind(Query query, UnusedAccess.Wanted wanted, Instant now) {
        return query.configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("subscription", wanted.subscriptionId())
                .bind("now", now)
                .bind("since", now.minus(wanted.span()))
                .bind("soon", now.plus(EndingAccess.SOON));
    }
}
