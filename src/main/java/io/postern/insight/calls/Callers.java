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
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * From where services were called lately, to the minute. Noting a call touches memory only; {@link #merge} writes what
 * is new to the database. Thread safe.
 */
@Singleton
public final class Callers {
    /** How long a caller is remembered. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    /** The most addresses that are noted at a time, so that memory is bounded. */
    private static final int MOST_IN_MEMORY = 10_000;

    /** The most addresses of a subscription that are kept and told; they are those that called last. */
    private static final int MOST_KEPT = 1_000;

    private final Store store;
    private final SubscriptionClock clock;
    private final LatestMinutes<Key> calls = new LatestMinutes<>(MOST_IN_MEMORY);

    public Callers(Store store, SubscriptionClock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A service was called from an address; the name is that of the service now, or empty when it is gone. */
    public record Recent(String address, String serviceName, Instant lastCalledAt) {}

    private record Key(int subscriptionId, long serviceId, String address) {}

    /**
     * Notes a call.
     *
     * @param at when it was admitted
     */
    public void called(Caller.Service caller, Instant at) {
        calls.note(new Key(caller.subscriptionId(), caller.serviceId(), caller.address()), at);
    }

    /** The addresses from which a subscription was called since an instant, the latest first, asking the database. */
    public List<Recent> since(int subscriptionId, Instant since) {
        return recent(subscriptionId, null, since);
    }

    /** The addresses from which one service was called since an instant, the latest first, asking the database. */
    public List<Recent> since(int subscriptionId, long serviceId, Instant since) {
        return recent(subscriptionId, serviceId, since);
    }

    /** @param serviceId null for all services */
    private List<Recent> recent(int subscriptionId, @Nullable Long serviceId, Instant since) {
        merge();
        return store.with(handle -> handle.createQuery("""
                        SELECT c.address, coalesce(s.display_name, '') AS service_name, c.last_called_at
                          FROM api_caller c
                          LEFT JOIN custom_service s ON s.subscription_id = c.subscription_id AND s.id = c.service_id
                         WHERE c.subscription_id = :subscription AND c.last_called_at >= :since
                           AND (:service::bigint IS NULL OR c.service_id = :service)
                         ORDER BY c.last_called_at DESC, c.address
                         LIMIT :most
                        """)
                .bind("subscription", subscriptionId)
                .bindByType("service", serviceId, Long.class)
                .bind("since", since.truncatedTo(ChronoUnit.MINUTES))
                .bind("most", MOST_KEPT)
                .map((row, context) -> new Recent(
                        row.getString("address"),
                        row.getString("service_name"),
                        Columns.instant(row, "last_called_at")))
                .list());
    }

    @Produces
    @Singleton
    RegularWork merging() {
        return RegularWork.everySecond("callers.merge", this::merge);
    }

    @Produces
    @Singleton
    RegularWork forgetting() {
        return RegularWork.nowAndThen("callers.forgetOld", this::forgetOld);
    }

    /** Writes what is new. What cannot be written is kept for the next time. */
    public void merge() {
        calls.write(fresh -> store.useTransaction(handle -> write(handle, fresh)));
    }

    /** Forgets callers that called long ago, and all but the latest of each subscription. */
    public void forgetOld() {
        store.useTransaction(handle -> SubscriptionTimes.now(handle, clock)
                .minus(REMEMBERED)
                .bindTo(handle.createUpdate("""
                        DELETE FROM api_caller c USING (
                            SELECT subscription_id, service_id, address,
                                   row_number() OVER (PARTITION BY subscription_id ORDER BY last_called_at DESC) AS place
                              FROM api_caller) AS ranked
                          JOIN unnest(:subscriptions, :instants) AS past (subscription_id, instant) USING (subscription_id)
                         WHERE (c.subscription_id, c.service_id, c.address)
                               = (ranked.subscription_id, ranked.service_id, ranked.address)
                           AND (ranked.place > :most OR c.last_called_at < past.instant)
                        """))
                .bind("most", MOST_KEPT)
                .execute());
    }

    /** In one order on all nodes; a subscription that is gone has no callers. */
    private static void write(Handle handle, Map<Key, Long> minutes) {
        List<Key> keys = minutes.keySet().stream()
                .sorted(Comparator.comparing(Key::toString))
                .toList();
        handle.createUpdate("""
                        INSERT INTO api_caller (subscription_id, service_id, address, last_called_at)
                        SELECT c.subscription_id, c.service_id, c.address, to_timestamp(c.minute)
                          FROM unnest(:subscriptions, :services, :addresses, :minutes)
                               AS c (subscription_id, service_id, address, minute)
                          JOIN subscription s ON s.id = c.subscription_id
                        ON CONFLICT (subscription_id, service_id, address) DO UPDATE
                           SET last_called_at = greatest(api_caller.last_called_at, excluded.last_called_at)
                        """)
                .bind("subscriptions", SqlArray.integers(keys, Key::subscriptionId))
                .bind("services", SqlArray.longs(keys, Key::serviceId))
                .bind("addresses", SqlArray.texts(keys, Key::address))
                .bind("minutes", SqlArray.longs(keys.stream().map(minutes::get).toList()))
                .execute();
    }
}
