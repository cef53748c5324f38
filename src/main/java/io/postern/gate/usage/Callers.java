package io.postern.gate.usage;

import io.postern.access.Caller;
import io.postern.foundation.store.Columns;
import io.postern.foundation.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * From where services were called lately, to the minute. Noting a call touches memory only; {@link #merge} writes what is new
 * to the database. Thread safe.
 */
@Singleton
public final class Callers {
    /** How long a caller is remembered. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    /** More addresses than that are not noted between two merges, so that memory is bounded. */
    private static final int MOST = 10_000;

    private static final Duration KEPT_IN_MEMORY = Duration.ofMinutes(10);

    private final Store store;
    private final InstantSource clock;
    private final Map<Key, Seen> seen = new ConcurrentHashMap<>();

    public Callers(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A service was called from an address; the name is that of the service now, or empty when it is gone. */
    public record Recent(String address, String serviceName, Instant lastCalledAt) {}

    private record Key(int subscriptionId, long serviceId, String address) {}

    private static final class Seen {
        private volatile long minute;
        private volatile long written;
    }

    /**
     * Notes a call.
     *
     * @param at when it was admitted
     */
    public void called(Caller.Service caller, Instant at) {
        Key key = new Key(caller.subscriptionId(), caller.serviceId(), caller.address());
        long minute = at.getEpochSecond() / 60;
        @Nullable Seen known = seen.get(key);
        if (known == null) {
            if (seen.size() >= MOST) {
                return;
            }
            known = seen.computeIfAbsent(key, fresh -> new Seen());
        }
        if (known.minute < minute) {
            known.minute = minute;
        }
    }

    /** The addresses from which a subscription was called since an instant, the latest first, asking the database. */
    public List<Recent> since(int subscriptionId, Instant since) {
        merge();
        return store.with(handle -> handle.createQuery("""
                        SELECT c.address, coalesce(s.display_name, '') AS service_name, c.last_called_at
                          FROM api_caller c
                          LEFT JOIN custom_service s ON s.subscription_id = c.subscription_id AND s.id = c.service_id
                         WHERE c.subscription_id = :subscription AND c.last_called_at >= :since
                         ORDER BY c.last_called_at DESC, c.address
                        """)
                .bind("subscription", subscriptionId)
                .bind("since", since.truncatedTo(ChronoUnit.MINUTES))
                .map((row, context) -> new Recent(
                        row.getString("address"),
                        row.getString("service_name"),
                        Columns.instant(row, "last_called_at")))
                .list());
    }

    /** Writes what is new. To be called every second. */
    public void merge() {
        long old = clock.instant().minus(KEPT_IN_MEMORY).getEpochSecond() / 60;
        seen.forEach((key, known) -> {
            long minute = known.minute;
            if (known.written < minute) {
                write(key, Instant.ofEpochSecond(minute * 60));
                known.written = minute;
            } else if (minute < old) {
                seen.remove(key, known);
            }
        });
    }

    /** Forgets callers that are long ago. To be called now and then. */
    public void forgetOld() {
        Instant limit = clock.instant().minus(REMEMBERED);
        store.useTransaction(handle -> handle.createUpdate("DELETE FROM api_caller WHERE last_called_at < :limit")
                .bind("limit", limit)
                .execute());
    }

    /** A subscription that is gone has no callers. */
    private void write(Key key, Instant at) {
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO api_caller (subscription_id, service_id, address, last_called_at)
                        SELECT id, :service, :address, :at FROM subscription WHERE id = :subscription
                        ON CONFLICT (subscription_id, service_id, address) DO UPDATE
                           SET last_called_at = greatest(api_caller.last_called_at, excluded.last_called_at)
                        """)
                .bind("subscription", key.subscriptionId())
                .bind("service", key.serviceId())
                .bind("address", key.address())
                .bind("at", at)
                .execute());
    }
}
