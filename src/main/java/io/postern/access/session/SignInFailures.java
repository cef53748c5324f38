package io.postern.access.session;

import io.postern.foundation.store.Columns;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Vault;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Slows down who guesses passwords. After some failures in a row the next attempt must wait, twice as long each time.
 * Failures are counted in three ways: of one login from one address, which must wait soonest; of an address, whatever
 * the login; and of a login from wherever, which waits a minute at most, so that nobody can shut somebody else out.
 * After an hour without a failure all is forgotten. Only keyed hashes are kept, because somebody may type a password
 * into the wrong field. Thread safe, on any number of nodes.
 */
@Singleton
public final class SignInFailures {
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Store store;
    private final Vault vault;
    private final InstantSource clock;

    SignInFailures(Store store, Vault vault, InstantSource clock) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
    }

    private enum Subject {
        LOGIN_AND_ADDRESS(5, Duration.ofMinutes(15)),
        ADDRESS(20, Duration.ofMinutes(15)),
        LOGIN(50, Duration.ofMinutes(1));

        private final int free;
        private final Duration longest;

        Subject(int free, Duration longest) {
            this.free = free;
            this.longest = longest;
        }

        private Duration wait(int failures) {
            int doublings = Math.min(failures - free, 20);
            Duration wait = doublings < 0 ? Duration.ZERO : Duration.ofSeconds(1L << doublings);
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    private record Counted(Subject subject, byte[] key) {}

    private record Failures(int count, Instant lastAt) {}

    /**
     * Begins an attempt, which counts as a failure until {@link #succeeded} says otherwise, so that many attempts at
     * once are as slow as one after the other.
     *
     * @return the instant from which on the attempt may be made; empty when it may be made now
     */
    Optional<Instant> begin(String login, String address) {
        Instant now = now();
        return store.inTransaction(handle -> {
            Optional<Instant> wait = Optional.empty();
            List<Counted> all = counted(login, address);
            for (Counted counted : all) {
                Failures failures = lock(handle, counted, now);
                Optional<Instant> until = Optional.of(
                                failures.lastAt().plus(counted.subject().wait(failures.count())))
                        .filter(now::isBefore);
                wait = Stream.concat(wait.stream(), until.stream()).max(Comparator.naturalOrder());
            }
            if (wait.isEmpty()) {
                all.forEach(counted -> add(handle, counted, now));
            }
            return wait;
        });
    }

    /**
     * Takes the failures of a login back, in a transaction of the caller's. Those of its address alone stay, less this
     * one.
     */
    void succeeded(Handle handle, String login, String address) {
        for (Counted counted : counted(login, address)) {
            if (counted.subject() == Subject.ADDRESS) {
                handle.createUpdate(
                                "UPDATE sign_in_failure SET failures = failures - 1 WHERE subject = :subject AND failures > 0")
                        .bind("subject", counted.key())
                        .execute();
            } else {
                handle.createUpdate("DELETE FROM sign_in_failure WHERE subject = :subject")
                        .bind("subject", counted.key())
                        .execute();
            }
        }
    }

    @Produces
    @Singleton
    RegularWork forgetting() {
        return RegularWork.nowAndThen("signInFailures.forgetOld", this::forgetOld);
    }

    /** Forgets failures that are long ago. */
    public void forgetOld() {
        Instant limit = now().minus(FORGOTTEN);
        store.useTransaction(handle -> handle.createUpdate("DELETE FROM sign_in_failure WHERE last_failed_at <= :limit")
                .bind("limit", limit)
                .execute());
    }

    /**
     * Locks the row of a subject, which is made first if it is not there: all lock the same rows in the same order, and
     * none passes by a row that another is just making.
     */
    private static Failures lock(Handle handle, Counted counted, Instant at) {
        return handle.createQuery("""
                        INSERT INTO sign_in_failure (subject, failures, last_failed_at) VALUES (:subject, 0, :at)
                        ON CONFLICT (subject) DO UPDATE
                           SET failures = CASE WHEN sign_in_failure.last_failed_at <= :forgotten THEN 0
                                               ELSE sign_in_failure.failures END
                        RETURNING failures, last_failed_at
                        """)
                .bind("subject", counted.key())
                .bind("at", at)
                .bind("forgotten", at.minus(FORGOTTEN))
                .map((row, context) -> new Failures(row.getInt("failures"), Columns.instant(row, "last_failed_at")))
                .one();
    }

    private static void add(Handle handle, Counted counted, Instant at) {
        handle.createUpdate(
                        "UPDATE sign_in_failure SET failures = failures + 1, last_failed_at = :at WHERE subject = :subject")
                .bind("subject", counted.key())
                .bind("at", at)
                .execute();
    }

    /** In an order that is the same for everybody, so that no two wait for each other. */
    private List<Counted> counted(String login, String address) {
        String name = login.strip().toLowerCase(Locale.ROOT);
        return List.of(
                counted(Subject.ADDRESS, address),
                counted(Subject.LOGIN, name),
                counted(Subject.LOGIN_AND_ADDRESS, name + '\n' + address));
    }

    private Counted counted(Subject subject, String value) {
        byte[] key = vault.signInFailure()
                .of((subject.name() + '\n').getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        return new Counted(subject, key);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
