package io.postern.gate.usage;

import io.postern.gate.usage.Usage.ServiceCalls;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of usage. */
final class UsageStore {
    private UsageStore() {}

    /** Calls of one service, and the names of it and its user as they were last. */
    record Row(long userId, long serviceId, String login, String serviceName, long calls) {}

    static List<Row> day(Handle handle, int subscriptionId, LocalDate day) {
        return handle.createQuery("""
                        SELECT user_id, service_id, login, service_name, calls FROM api_usage
                         WHERE subscription_id = :subscription AND day = :day
                        """)
                .bind("subscription", subscriptionId)
                .bind("day", day)
                .map((row, context) -> new Row(
                        row.getLong("user_id"),
                        row.getLong("service_id"),
                        row.getString("login"),
                        row.getString("service_name"),
                        row.getLong("calls")))
                .list();
    }

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

    /** Adds to what is there, and returns the sum. */
    static long add(Handle handle, int subscriptionId, LocalDate day, Row added) {
        return handle.createQuery("""
                        INSERT INTO api_usage (subscription_id, day, user_id, service_id, login, service_name, calls)
                        VALUES (:subscription, :day, :user, :service, :login, :name, greatest(:calls, 0))
                        ON CONFLICT (subscription_id, day, user_id, service_id) DO UPDATE
                           SET calls = greatest(api_usage.calls + :calls, 0), login = :login, service_name = :name
                        RETURNING calls
                        """)
                .bind("subscription", subscriptionId)
                .bind("day", day)
                .bind("user", added.userId())
                .bind("service", added.serviceId())
                .bind("login", added.login())
                .bind("name", added.serviceName())
                .bind("calls", added.calls())
                .mapTo(Long.class)
                .one();
    }
}
