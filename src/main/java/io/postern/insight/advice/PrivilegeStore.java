package io.postern.insight.advice;

import io.postern.foundation.store.Columns;
import io.postern.insight.advice.Grantee.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of what calls were served with. */
final class PrivilegeStore {
    private PrivilegeStore() {}

    /**
     * The last call of an operation by anybody who holds a role, by a user, or by a service.
     *
     * @param id of the role, user or service
     * @param operation verb and path, as in the table of operations
     */
    record LastCall(long id, String operation, Instant at) {}

    /**
     * The last calls of services that exist. A call belongs to the user that owned the service then, and also to the
     * one that owns it now, because what the service has called it will call again.
     */
    static List<LastCall> lastCalls(Handle handle, int subscriptionId, Kind kind) {
        String sql = switch (kind) {
            case ROLE -> """
                        SELECT r.role_id AS id, o.operation, max(o.last_called_at) AS last_called_at
                          FROM service_operation o
                          JOIN custom_service s ON s.subscription_id = o.subscription_id AND s.id = o.service_id
                          JOIN (SELECT DISTINCT user_id, role_id FROM user_role WHERE subscription_id = :subscription) r
                            ON r.user_id IN (o.user_id, s.user_id)
                         WHERE o.subscription_id = :subscription
                         GROUP BY r.role_id, o.operation
                        """;
            case USER -> """
                        SELECT u.id, o.operation, max(o.last_called_at) AS last_called_at
                          FROM service_operation o
                          JOIN custom_service s ON s.subscription_id = o.subscription_id AND s.id = o.service_id
                         CROSS JOIN LATERAL (VALUES (o.user_id), (s.user_id)) AS u (id)
                         WHERE o.subscription_id = :subscription
                         GROUP BY u.id, o.operation
                        """;
            case SERVICE -> """
                        SELECT o.service_id AS id, o.operation, max(o.last_called_at) AS last_called_at
                          FROM service_operation o
                         WHERE o.subscription_id = :subscription
                         GROUP BY o.service_id, o.operation
                        """;
        };
        return handle.createQuery(sql)
                .bind("subscription", subscriptionId)
                .map((row, context) -> new LastCall(
                        row.getLong("id"), row.getString("operation"), Columns.instant(row, "last_called_at")))
                .list();
    }

    /** The first day of which calls are recorded by operation; empty while there is none. */
    static Optional<LocalDate> firstDay(Handle handle, int subscriptionId) {
        return handle.createQuery("""
                        SELECT min(day) AS day FROM api_operation WHERE subscription_id = :subscription HAVING min(day) IS NOT NULL
                        """)
                .bind("subscription", subscriptionId)
                .map((row, context) -> row.getObject("day", LocalDate.class))
                .findOne();
    }
}
