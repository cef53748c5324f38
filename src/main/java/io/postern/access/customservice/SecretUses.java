package io.postern.access.customservice;

import io.postern.foundation.counts.LatestMinutes;
import io.postern.foundation.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * In which minute each secret last got a token. It is noted in memory and written now and then, never backwards, by any number
 * of nodes. Thread safe; {@link #note} never touches the database.
 */
@Singleton
public final class SecretUses {
    /** How often {@link #write} is to be called. */
    public static final Duration WRITE = Duration.ofSeconds(5);

    private final Store store;
    private final LatestMinutes<Long> uses = new LatestMinutes<>(Integer.MAX_VALUE);

    SecretUses(Store store) {
        this.store = store;
    }

    /** Notes that a secret has got a token. */
    public void note(long secretId, Instant at) {
        uses.note(secretId, at);
    }

    /** Writes what was noted since the last time. What cannot be written is kept for the next time. */
    public void write() {
        uses.write(minutes -> store.useTransaction(handle -> ClientSecretStore.used(handle, minutes)));
    }
}
