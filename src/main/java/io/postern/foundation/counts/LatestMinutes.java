package io.postern.foundation.counts;

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

    /** After so many writes without anything new, a key that is written is forgotten. */
    private static final int IDLE_WRITES = 600;

    private final int most;
    private final int idleWrites;
    private final Map<K, Seen> seen = new ConcurrentHashMap<>();

    /** @param most the most keys in memory; what happens under others before the next {@link #write} is not noted */
    public LatestMinutes(int most) {
        this(most, IDLE_WRITES);
    }

    LatestMinutes(int most, int idleWrites) {
        this.most = most;
        this.idleWrites = idleWrites;
    }

    /** Instants in epoch seconds, of whole minutes. Changed only while its key is held by the map, or by {@link #write}. */
    private static final class Seen {
        private volatile long noted = Long.MIN_VALUE;
        private volatile long written = Long.MIN_VALUE;

        /** Used by {@link #write} only. */
        private int idleWrites;

        private Seen raised(long minute) {
            noted = Math.max(noted, minute);
            return this;
        }

        private boolean isWritten() {
            return written >= noted;
        }
    }

    /** Notes that it happened, never backwards. */
    public void note(K key, Instant at) {
        long minute = Math.floorDiv(at.getEpochSecond(), MINUTE) * MINUTE;
        @Nullable Seen known = seen.get(key);
        if (known == null ? seen.size() < most : known.noted < minute) {
            seen.compute(key, (same, present) -> (present == null ? new Seen() : present).raised(minute));
        }
    }

    /** The latest minute that was noted of a key and is in memory, written or not; null when there is none. */
    public @Nullable Instant latest(K key) {
        @Nullable Seen known = seen.get(key);
        return known == null || known.noted == Long.MIN_VALUE ? null : Instant.ofEpochSecond(known.noted);
    }

    /**
     * Writes what is new since the last time; what cannot be written is kept for the next time. What is written is forgotten some
     * time after the last that was new of it, and at once when memory is full.
     *
     * @param writing is given epoch seconds, of whole minutes; not called when nothing is new
     */
    public synchronized void write(Consumer<Map<K, Long>> writing) {
        Map<K, Long> fresh = new HashMap<>();
        seen.forEach((key, known) -> {
            long noted = known.noted;
            if (noted > known.written) {
                fresh.put(key, noted);
                known.idleWrites = 0;
            } else {
                known.idleWrites++;
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
        int idle = seen.size() >= most ? 0 : idleWrites;
        seen.keySet()
                .forEach(key -> seen.computeIfPresent(
                        key, (same, present) -> present.isWritten() && present.idleWrites >= idle ? null : present));
    }
}
