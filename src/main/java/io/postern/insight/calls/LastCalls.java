package io.postern.insight.calls;

import io.postern.access.permission.Caller;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.subscription.SubscriptionTimes;
import io.postern.foundation.counts.LatestMinutes;
import io.postern.foundation.store.Columns;
import io.postern.foundation.store.SqlArray;
import io.postern.foundation.store.Store;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * When each service was last served with each operation, to the minute: what a permission was last needed for. Noting a
 * call touches memory only; {@link #merge} writes what is new to the database. Thread safe.
 */
@Singleton
public final class LastCalls {
    /**
     * How long the last call of a deleted service is remembered. It was also a call of its user, who may still exist.
     */
    public static final Duration REMEMBERED = Duration.ofDays(365);

    /** The most pairs of service and operation that are noted at a time, so that memory is bounded. */
    private static final int MOST_IN_MEMORY = 50_000;

    private final Store store;
    private final SubscriptionClock clock;
    private final LatestMinutes<Key> calls = new LatestMinutes<>(MOST_IN_MEMORY);
    private final LatestMinutes<Key> tokensInParameters = new LatestMinutes<>(MOST_IN_MEMORY);

    public LastCalls(Store store, SubscriptionClock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The last call of an operation by a service.
     *
     * @param userId the user that owned the service then
     * @param operation verb and path, as in the table of operations
     * @param lastCalledAt to the minute
     * @param tokenInParametersAt when it last sent its token as a parameter, to the minute; null when it never did
     */
    public record LastCall(
            long userId,
            long serviceId,
            String operation,
            Instant lastCalledAt,
            @Nullable Instant tokenInParametersAt) {}

    private record Key(int subscriptionId, long serviceId, String operation, long userId) {}

    /**
     * Notes a call that is served.
     *
     * @param operation verb and path, as in the table of operations
     * @param tokenInParameters whether its token came in query or form
     */
    public void served(Caller.Service caller, String operation, boolean tokenInParameters, Instant at) {
        Key key = new Key(caller.subscriptionId(), caller.serviceId(), operation, caller.userId());
        calls.note(key, at);
        if (tokenInParameters) {
            tokensInParameters.note(key, at);
        }
    }

    /** The last calls of the services that a subscription has. They include what this node has noted. */
    public List<LastCall> list(int subscriptionId) {
        merge();
        return store.with(handle -> handle.createQuery("""
                        SELECT o.user_id, o.service_id, o.operation, o.last_called_at, o.token_in_parameters_at
                          FROM service_operation o
                          JOIN custom_service s ON s.subscription_id = o.subscription_id AND s.id = o.service_id
                         WHERE o.subscription_id = :subscription
                         ORDER BY o.service_id, o.operation, o.user_id
                        """)
                .bind("subscription", subscriptionId)
                .map((row, context) -> new LastCall(
                        row.getLong("user_id"),
                        row.getLong("service_id"),
                        row.getString("operation"),
                        Columns.instant(row, "last_called_at"),
                        Columns.instantOrNull(row, "token_in_parameters_at")))
                .list());
    }

    /**
     * The last call of an operation by one service, whichever user it had.
     *
     * @param tokenInParametersAt when it last sent its token as a parameter, to the minute; null when it never did
     */
    public record LastUse(
            String operation,
            Instant lastCalledAt,
            @Nullable Instant tokenInParametersAt) {}

    /**
     * The operations with which a service was ever served, the last one first. They include what this node has noted.
     */
    public List<LastUse> ofService(int subscriptionId, long serviceId) {
        merge();
        return store.with(handle -> handle.createQuery("""
                        SELECT operation, max(last_called_at) AS last_called_at,
                               max(token_in_parameters_at) AS token_in_parameters_at
                          FROM service_operation
                         WHERE subscription_id = :subscription AND service_id = :service
                         GROUP BY operation
                         ORDER BY last_called_at DESC, operation
                        """)
                .bind("subscription", subscriptionId)
                .bind("service", serviceId)
                .map((row, context) -> new LastUse(
                        row.getString("operation"),
                        Columns.instant(row, "last_called_at"),
                        Columns.instantOrNull(row, "token_in_parameters_at")))
                .list());
    }

    @Produces
    @Singleton
    RegularWork merging() {
        return RegularWork.everySecond("lastCalls.merge", this::merge);
    }

    @Produces
    @Singleton
    RegularWork forgetting() {
        return RegularWork.nowAndThen("lastCalls.forgetOld", this::forgetOld);
    }

    /** Writes what is new. What cannot be written is kept for the next time. */
    public void merge() {
        calls.write(fresh -> store.useTransaction(handle -> write(handle, fresh, false)));
        tokensInParameters.write(fresh -> store.useTransaction(handle -> write(handle, fresh, true)));
    }

    /** Forgets calls of services that are gone, some time after the last one. */
    public void forgetOld() {
        store.useTransaction(handle -> SubscriptionTimes.now(handle, clock)
                .minus(REMEMBERED)
                .bindTo(handle.createUpdate("""
                        DELETE FROM service_operation o
                         USING unnest(:subscriptions, :instants) AS past (subscription_id, instant)
                         WHERE o.subscription_id = past.subscription_id AND o.last_called_at < past.instant
                           AND NOT EXISTS (SELECT FROM custom_service s WHERE s.id = o.service_id)
                        """))
                .execute());
    }

    /** In one order on all nodes; a subscription that is gone has no calls. */
    private static void write(Handle handle, Map<Key, Long> minutes, boolean tokensInParameters) {
        List<Key> keys = minutes.keySet().stream()
                .sorted(Comparator.comparingInt(Key::subscriptionId)
                        .thenComparing(Key::serviceId)
                        .thenComparing(Key::operation)
                        .thenComparing(Key::userId))
                .toList();
        handle.createUpdate("""
                        INSERT INTO service_operation (subscription_id, service_id, operation, user_id, last_called_at,
                                                       token_in_parameters_at)
                        SELECT c.subscription_id, c.service_id, c.operation, c.user_id, to_timestamp(c.minute),
                               CASE WHEN :in_parameters THEN to_timestamp(c.minute) END
                          FROM unnest(:subscriptions, :services, :operations, :users, :minutes)
                               AS c (subscription_id, service_id, operation, user_id, minute)
                          JOIN subscription s ON s.id = c.subscription_id
                        ON CONFLICT (subscription_id, service_id, operation, user_id) DO UPDATE
                           SET last_called_at = greatest(service_operation.last_called_at, excluded.last_called_at),
                               token_in_parameters_at = greatest(service_operation.token_in_parameters_at,
                                                                 excluded.token_in_parameters_at)
                        """)
                .bind("in_parameters", tokensInParameters)
                .bind("subscriptions", SqlArray.integers(keys, Key::subscriptionId))
                .bind("services", SqlArray.longs(keys, Key::serviceId))
                .bind("operations", SqlArray.texts(keys, Key::operation))
                .bind("users", SqlArray.longs(keys, Key::userId))
                .bind("minutes", SqlArray.longs(keys.stream().map(minutes::get).toList()))
                .execute();
    }
}
