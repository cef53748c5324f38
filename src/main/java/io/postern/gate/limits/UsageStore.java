package io.postern.gate.limits;

import io.postern.foundation.store.SqlArray;
import io.postern.gate.limits.Usage.ServiceCalls;
import io.postern.gate.limits.Usage.ServiceKey;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The SQL of usage. */
final class UsageStore {
    private UsageStore() {}

    static List<ServiceCalls> days(Handle handle, int subscriptionId, LocalDate from, LocalDate to) {
        return handle.createQuery("""
                        SELECT day, user_id, service_id, login, service_name, calls FROM api_usage
                         WHERE subscription_id = :subscription AND day BETWEEN :from AND :to
                        """)
                .bind("subscription", subscriptionId)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new ServiceCalls(
                        row.getObject("day", LocalDate.class),
                        row.getLong("user_id"),
                        row.getLong("service_id"),
                        row.getString("login"),
                        row.getString("service_name"),
                        row.getLong("calls")))
                .list();
    }

    /** @param serviceId null for all services */
    static Map<LocalDate, Long> totals(
            Handle handle, int subscriptionId, @Nullable Long serviceId, LocalDate from, LocalDate to) {
        return handle.createQuery("""
                        SELECT day, sum(calls)::bigint AS calls FROM api_usage
                         WHERE subscription_id = :subscription AND day BETWEEN :from AND :to
                           AND (:service::bigint IS NULL OR service_id = :service)
                         GROUP BY day
                        """)
                .bind("subscription", subscriptionId)
                .bindByType("service", serviceId, Long.class)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> Map.entry(row.getObject("day", LocalDate.class), row.getLong("calls")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Adds to what is there, and returns the sums. All nodes lock the rows in one order. */
    static Map<ServiceKey, Long> add(Handle handle, int subscriptionId, LocalDate day, List<ServiceCalls> added) {
        return sums(bind(handle.createQuery("""
                        INSERT INTO api_usage (subscription_id, day, user_id, service_id, login, service_name, calls)
                        SELECT :subscription, :day, a.* FROM unnest(:users, :services, :logins, :names, :calls) a
                        ON CONFLICT (subscription_id, day, user_id, service_id) DO UPDATE
                           SET calls = api_usage.calls + excluded.calls,
                               login = excluded.login, service_name = excluded.service_name
                        RETURNING user_id, service_id, calls
                        """), subscriptionId, day, added));
    }

    /** Takes away from what is there, as far as it is there, and returns what is left. */
    static Map<ServiceKey, Long> takeAway(Handle handle, int subscriptionId, LocalDate day, List<ServiceCalls> taken) {
        return sums(bind(handle.createQuery("""
                        UPDATE api_usage u SET calls = greatest(u.calls - t.calls, 0)
                          FROM unnest(:users, :services, :logins, :names, :calls)
                               t (user_id, service_id, login, service_name, calls)
                         WHERE u.subscription_id = :subscription AND u.day = :day
                           AND u.user_id = t.user_id AND u.service_id = t.service_id
                        RETURNING u.user_id, u.service_id, u.calls
                        """), subscriptionId, day, taken));
    }

    private static Query bind(Query query, int subscriptionId, LocalDate day, List<ServiceCalls> calls) {
        List<ServiceCalls> sorted = calls.stream()
                .sorted(Comparator.comparing(ServiceCalls::userId).thenComparing(ServiceCalls::serviceId))
                .toList();
        return query.bind("subscription", subscriptionId)
                .bind("day", day)
                .bind(
                        "users",
                        SqlArray.longs(sorted.stream().map(ServiceCalls::userId).toList()))
                .bind(
                        "services",
                        SqlArray.longs(
                                sorted.stream().map(ServiceCalls::serviceId).toList()))
                .bind(
                        "logins",
                        SqlArray.texts(sorted.stream().map(ServiceCalls::login).toList()))
                .bind(
                        "names",
                        SqlArray.texts(
                                sorted.stream().map(ServiceCalls::serviceName).toList()))
                .bind(
                        "calls",
                        SqlArray.longs(sorted.stream().map(ServiceCalls::count).toList()));
    }

    private static Map<ServiceKey, Long> sums(Query query) {
        return query.map((row, context) -> Map.entry(
                        new ServiceKey(row.getLong("user_id"), row.getLong("service_id")), row.getLong("calls")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
