package io.postern.access.session;

import io.postern.access.permission.Caller;
import io.postern.access.role.RoleStore;
import io.postern.access.session.SessionStore.Session;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.foundation.store.Store;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who is signed in. A session is a random id that the browser keeps; the database, and with it every server, knows its
 * hash. Thread safe.
 */
@Singleton
public final class Sessions {
    /** The cookie that keeps the id. */
    public static final String COOKIE = "postern_session";

    /** How long a session lives without a request. */
    public static final Duration IDLE = Duration.ofMinutes(60);

    /** How long a session lives at most. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** How exactly the last request is kept: not every request is worth a write. */
    private static final Duration SEEN = Duration.ofMinutes(1);

    private static final int ID_BYTES = 32;

    private final Store store;
    private final SecureRandom random;
    private final InstantSource clock;
    private final SubscriptionClock subscriptionClock;

    Sessions(Store store, SecureRandom random, InstantSource clock, SubscriptionClock subscriptionClock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
        this.subscriptionClock = subscriptionClock;
    }

    /** Opens a session in a transaction of the caller's, and returns its id. */
    String open(Handle handle, int subscriptionId, long userId) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        SessionStore.insert(handle, hash(id), subscriptionId, userId, now());
        return id;
    }

    /**
     * Who is signed in with a session, with what they hold at this moment.
     *
     * @param address from where they come now
     * @return empty when there is no such session, it is over, or its person may not sign in any more
     */
    public Optional<SignedInPerson> find(String id, String address) {
        Instant now = now();
        byte[] hash = hash(id);
        return store.inTransaction(handle -> SessionStore.byHash(handle, hash)
                .filter(session -> isLive(session, now))
                .flatMap(session -> person(handle, session, address).map(person -> {
                    if (session.lastSeenAt().plus(SEEN).isBefore(now)) {
                        SessionStore.seen(handle, hash, now);
                    }
                    return person;
                })));
    }

    /** Ends a session. */
    void end(Handle handle, String id) {
        SessionStore.delete(handle, hash(id));
    }

    @Produces
    @Singleton
    RegularWork forgetting() {
        return RegularWork.nowAndThen("sessions.forgetOld", this::forgetOld);
    }

    /** Forgets sessions that are over. */
    public void forgetOld() {
        Instant now = now();
        store.useTransaction(handle -> SessionStore.deleteOver(handle, now.minus(IDLE), now.minus(LONGEST)));
    }

    private static boolean isLive(Session session, Instant now) {
        return now.isBefore(session.lastSeenAt().plus(IDLE))
                && now.isBefore(session.createdAt().plus(LONGEST));
    }

    /** The session is the server's, and the end of access the subscription's. */
    private Optional<SignedInPerson> person(Handle handle, Session session, String address) {
        Instant now = subscriptionClock.now(session.subscriptionId());
        Optional<User> user = UserStore.byId(handle, session.subscriptionId(), session.userId())
                .filter(found -> !found.apiOnly() && found.status(now) == User.Status.ACTIVE);
        Optional<Subscription> subscription = SubscriptionStore.byId(handle, session.subscriptionId());
        return user.flatMap(found -> subscription.map(own -> new SignedInPerson(
                new Caller.Person(
                        own.id(),
                        found.id(),
                        found.login(),
                        RoleStore.permissions(handle, own.id(), found.id()),
                        address),
                own,
                found.name())));
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The id is random and long, so no key is needed. */
    private static byte[] hash(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
