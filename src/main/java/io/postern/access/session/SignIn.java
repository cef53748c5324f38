package io.postern.access.session;

import io.postern.access.session.SignInOutcome.NotActive;
import io.postern.access.session.SignInOutcome.NotKnown;
import io.postern.access.session.SignInOutcome.SignedIn;
import io.postern.access.session.SignInOutcome.TooMany;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.user.EmailAddress;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.access.user.UserStore.StoredPassword;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Passwords;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Signs people in and out. API-only users have no password, and so never come in. */
@Singleton
public final class SignIn {
    private final Store store;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final SubscriptionClock clock;

    SignIn(
            Store store,
            Passwords passwords,
            SignInFailures failures,
            Sessions sessions,
            AuditTrail audit,
            SubscriptionClock clock) {
        this.store = store;
        this.passwords = passwords;
        this.failures = failures;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Tries to sign somebody in. An unknown login takes as long as a wrong password. */
    public SignInOutcome attempt(String email, String password, String address) {
        String login = email.strip();
        Optional<Instant> wait = failures.begin(login, address);
        if (wait.isPresent()) {
            return new TooMany(wait.get());
        }
        Optional<StoredPassword> stored = EmailAddress.isValid(login)
                ? store.with(handle -> UserStore.passwordOf(handle, login))
                : Optional.empty();
        boolean matches = stored.map(known -> passwords.matches(password, known.hash()))
                .orElseGet(() -> passwords.matchesNone(password));
        return store.inTransaction(handle -> stored.<SignInOutcome>map(
                        known -> matches ? enter(handle, known, login, address) : refuse(handle, known, login, address))
                .orElseGet(NotKnown::new));
    }

    /** Opens the session of a person who has just shown who they are, in a transaction of the caller's. */
    SignedIn enter(Handle handle, int subscriptionId, long userId, String login, String address) {
        UserStore.signedIn(handle, subscriptionId, userId, now(subscriptionId));
        String session = sessions.open(handle, subscriptionId, userId);
        record(handle, subscriptionId, login, address, "user.signIn");
        return new SignedIn(session);
    }

    /** Ends a session. */
    public void signOut(String sessionId, String address) {
        sessions.find(sessionId, address)
                .ifPresent(person -> store.useTransaction(handle -> {
                    sessions.end(handle, sessionId);
                    record(handle, person.subscription().id(), person.login(), address, "user.signOut");
                }));
    }

    private SignInOutcome enter(Handle handle, StoredPassword known, String login, String address) {
        Optional<User> user = UserStore.byId(handle, known.subscriptionId(), known.userId());
        failures.succeeded(handle, login, address);
        if (user.isEmpty() || user.get().status(now(known.subscriptionId())) != User.Status.ACTIVE) {
            record(handle, known.subscriptionId(), login, address, "user.signInRefused");
            return new NotActive();
        }
        return enter(handle, known.subscriptionId(), known.userId(), user.get().login(), address);
    }

    private SignInOutcome refuse(Handle handle, StoredPassword known, String login, String address) {
        record(handle, known.subscriptionId(), login, address, "user.signInFailed");
        return new NotKnown();
    }

    private void record(Handle handle, int subscriptionId, String login, String address, String action) {
        audit.append(
                handle,
                subscriptionId,
                List.of(new AuditEntry(login, address, action, login, "", "", now(subscriptionId))));
    }

    private Instant now(int subscriptionId) {
        return clock.now(subscriptionId).truncatedTo(ChronoUnit.MICROS);
    }
}
