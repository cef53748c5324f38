package io.postern.access.customservice;

import io.postern.foundation.counts.LatestMinutes;
import io.postern.foundation.store.Store;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * In which minute each secret last got a token. It is noted in memory and written now and then, never backwards, by any
 * number of nodes. Thread safe; {@link #note} never touches the database.
 */
@Singleton
public final class SecretUses {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Store store;
    private final LatestMinutes<Long> uses = new LatestMinutes<>(Integer.MAX_VALUE);

    public SecretUses(Store store) {
        this.store = store;
    }

    /** Notes that a secret has got a token. */
    public void note(long secretId, Instant at) {
        uses.note(secretId, at);
    }

    /** A secret with its last use, which may not be written yet. */
    SecretDetails upToDate(SecretDetails written) {
        @Nullable Instant noted = uses.latest(written.id());
        @Nullable Instant known = written.lastUsedAt();
        return noted == null || known != null && !noted.isAfter(known) ? written : written.lastUsedAt(noted);
    }

    @Produces
    @Singleton
    RegularWork writing() {
        return RegularWork.every(PERIOD, "secretUses.write", this::write).onceMoreAtTheEnd();
    }

    /** Writes what was noted since the last time. What cannot be written is kept for the next time. */
    public void write() {
        uses.write(minutes -> store.useTransaction(handle -> ClientSecretStore.used(handle, minutes)));
    }
}
