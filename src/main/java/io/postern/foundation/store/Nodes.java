package io.postern.foundation.store;

import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The servers that use one database, as far as they have told lately that they are there. Thread safe. */
@Singleton
public final class Nodes {
    /** How often a server tells that it is there. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** Who told nothing for so long is not there. */
    private static final Duration GONE = PERIOD.multipliedBy(3);

    private final Store store;
    private final InstantSource clock;
    private final UUID id;

    Nodes(Store store, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.id = new UUID(random.nextLong(), random.nextLong());
    }

    @Produces
    @Singleton
    RegularWork telling() {
        return RegularWork.every(PERIOD, "nodes.tell", this::tell).beforeReady().farewell(this::leave);
    }

    /** Tells that this server is there. */
    public void tell() {
        Instant now = now();
        store.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO node (id, last_seen_at) VALUES (:id, :now)
                            ON CONFLICT (id) DO UPDATE SET last_seen_at = :now
                            """).bind("id", id).bind("now", now).execute();
            handle.createUpdate("DELETE FROM node WHERE last_seen_at < :gone")
                    .bind("gone", now.minus(GONE))
                    .execute();
        });
    }

    /** Tells that this server goes. */
    public void leave() {
        store.useTransaction(handle -> handle.createUpdate("DELETE FROM node WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    /** How many servers are there, this one included. */
    public int count() {
        return store.with(handle -> handle.createQuery(
                                "SELECT count(*) FROM node WHERE last_seen_at >= :gone AND id <> :id")
                        .bind("gone", now().minus(GONE))
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one())
                + 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
