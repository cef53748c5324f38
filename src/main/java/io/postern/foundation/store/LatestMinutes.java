package io.postern.foundation.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest minute in which something happened, by key: noted in memory, and written to the database now and then. Thread
 * safe; {@link #note} touches memory only.
 */
public final class LatestMinutes<K> {
    private static final long MINUTE = 60;

    private final int most;
    private final Map<K, Seen> seen = new ConcurrentHashMap<>();

    /** @param most the most keys in memory; what happens under others meanwhile is not noted */
    public LatestMinutes(int most) {
        this.most = most;
    }

    /** Instants in epoch seconds, of whole minutes. */
    private static final class Seen {
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

    /** Notes that it happened, never backwards. */
    public void note(K key, Instant at) {
        @Nullable Seen known = seen.get(key);
        if (known == null) {
            if (seen.size() >= most) {
                return;
            }
            known = seen.computeIfAbsent(key, fresh -> new Seen());
        }
        known.note(Math.floorDiv(at.getEpochSecond(), MINUTE) * MINUTE);
    }

    /**
     * Writes what is new since the last time; what cannot be written is kept for the next time.
     *
     * @param writing is given epoch seconds, of whole minutes; not called when nothing is new
     */
    public synchronized void write(Consumer<Map<K, Long>> writing) {
        Map<K, Long> fresh = new HashMap<>();
        seen.forEach((key, known) -> {
            if (known.noted > known.written) {
                fresh.put(key, known.noted);
            }
        });
        if (!fresh.isEmpty()) {
            writing.accept(fresh);
            fresh.forEach((key, minute) -> {
                @Nullable Seen known = seen.get(key);
                if (known != null) {
                    known.written = minute;
                }
            });
        }
    }

    /** Forgets what did not happen since an instant and is written. */
    public synchronized void forget(Instant before) {
        long limit = before.getEpochSecond();
        seen.values().removeIf(known -> known.noted < limit && known.written >= known.noted);
    }
}
