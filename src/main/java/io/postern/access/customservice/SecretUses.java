package io.postern.access.customservice;

import io.postern.foundation.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * In which minute each secret last got a token. It is noted in memory and written now and then, never backwards, by any number
 * of nodes. Thread safe; {@link #note} never touches the database.
 */
@Singleton
public final class SecretUses {
    /** How often {@link #write} is to be called. */
    public static final Duration WRITE = Duration.ofSeconds(5);

    private static final long MINUTE = 60;

    private final Store store;
    private final Map<Long, Use> uses = new ConcurrentHashMap<>();

    SecretUses(Store store) {
        this.store = store;
    }

    /** Instants in epoch seconds, of whole minutes. */
    private static final class Use {
        private volatile long noted = Long.MIN_VALUE;
        private long written = Long.MIN_VALUE;

        void note(long minute) {
            if (noted < minute) {
                raise(minute);
            }
        }

        private synchronized void raise(long minute) {
            noted = Math.max(noted, minute);
        }
    }

    /** Notes that a secret has got a token. */
    public void note(long secretId, Instant at) {
        long minute = Math.floorDiv(at.getEpochSecond(), MINUTE) * MINUTE;
        @Nullable Use use = uses.get(secretId);
        if (use == null) {
            use = uses.computeIfAbsent(secretId, absent -> new Use());
        }
        use.note(minute);
    }

    private record Unwritten(long secretId, Use use, long minute) {}

    /** Writes what was noted since the last time. What cannot be written is kept for the next time. */
    public synchronized void write() {
        List<Unwritten> unwritten = uses.entrySet().stream()
                .map(each -> new Unwritten(each.getKey(), each.getValue(), each.getValue().noted))
                .filter(each -> each.minute() > each.use().written)
                .toList();
        if (unwritten.isEmpty()) {
            return;
        }
        store.useTransaction(handle -> ClientSecretStore.used(
                handle,
                unwritten.stream().map(Unwritten::secretId).toList(),
                unwritten.stream().map(Unwritten::minute).toList()));
        unwritten.forEach(each -> each.use().written = each.minute());
    }
}
