package io.postern.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.Changes;
import io.postern.access.permission.Permission;
import io.postern.access.session.Sessions;
import io.postern.access.session.SignIn;
import io.postern.access.session.SignInOutcome;
import io.postern.access.session.SignInOutcome.NotActive;
import io.postern.access.session.SignInOutcome.NotKnown;
import io.postern.access.session.SignInOutcome.SignedIn;
import io.postern.access.session.SignInOutcome.TooMany;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may come in, for how long, and how guessing is slowed down. */
@QuarkusTest
class SignInTest {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Inject
    SignIn signIn;

    @Inject
    Sessions sessions;

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    Store store;

    @Inject
    AuditTrail audit;

    @Inject
    TestClock clock;

    private Administrator admin;
    private String address;

    @BeforeEach
    void makeAnAdministrator() {
        admin = subscriptions.administrator(subscriptions.create().id());
        address = "192.0.2." + ADDRESSES.incrementAndGet();
    }

    @Test
    void shouldSignInByEmailWithoutRegardToCaseAndRememberWhen() {
        SignInOutcome outcome =
                signIn.attempt(" " + admin.login().toUpperCase(java.util.Locale.ROOT) + " ", admin.password(), address);

        assertThat(outcome).isInstanceOf(SignedIn.class);
        assertThat(sessions.find(((SignedIn) outcome).sessionId(), address))
                .hasValueSatisfying(person -> assertThat(person.login()).isEqualTo(admin.login()));
        assertThat(user().lastLoginAt()).isNotNull();
        assertThat(actions()).endsWith("user.signIn");
        assertThat(outcome.toString()).doesNotContain(((SignedIn) outcome).sessionId());
    }

    @Test
    void shouldNotTellAWrongPasswordFromAnUnknownLogin() {
        assertThat(signIn.attempt(admin.login(), "wrong password", address)).isInstanceOf(NotKnown.class);
        assertThat(signIn.attempt(subscriptions.login(), "wrong password", address))
                .isInstanceOf(NotKnown.class);
        assertThat(signIn.attempt("a\0b@example.com", "wrong password", address))
                .isInstanceOf(NotKnown.class);
        assertThat(actions()).endsWith("user.signInFailed");
    }

    @Test
    void shouldEndTheSessionsOfAPersonWhoIsDisabledForGood() {
        String before = session(admin);

        subscriptions.administrator(admin.subscriptionId());
        changes.run(TestSubscriptions.TEST, admin.subscriptionId(), change -> users.disable(change, admin.userId()));
        assertThat(sessions.find(before, address)).isEmpty();
        assertThat(signIn.attempt(admin.login(), admin.password(), address)).isInstanceOf(NotActive.class);

        clock.advance(Duration.ofSeconds(1));
        changes.run(TestSubscriptions.TEST, admin.subscriptionId(), change -> users.enable(change, admin.userId()));
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.find(before, address))
                .as("not by switching on either")
                .isEmpty();
        assertThat(sessions.find(session(admin), address)).isPresent();
    }

    @Test
    void shouldNeverLetAnApiOnlyUserOrAPendingPersonIn() {
        String apiOnly = subscriptions
                .integration(admin.subscriptionId(), Permission.READ_ONLY_PERSON)
                .login();
        String pending = subscriptions.login();
        changes.run(
                TestSubscriptions.TEST,
                admin.subscriptionId(),
                change -> users.createPerson(change, new UserDetails(pending, "Not", "Yet", "", null), null, Set.of()));

        assertThat(signIn.attempt(apiOnly, "", address)).isInstanceOf(NotKnown.class);
        assertThat(signIn.attempt(pending, "", address)).isInstanceOf(NotKnown.class);
    }

    @Test
    void shouldEndAllSessionsWhenAccessEndsOrTheUserIsDeleted() {
        Administrator other = subscriptions.administrator(admin.subscriptionId());
        Instant end = clock.instant().plus(Duration.ofMinutes(10));
        changes.run(
                TestSubscriptions.TEST,
                admin.subscriptionId(),
                change -> users.edit(change, other.userId(), new UserDetails(other.login(), "Ada", "Admin", "", end)));
        String session = session(other);

        assertThat(sessions.find(session, address)).isPresent();
        clock.advance(Duration.ofMinutes(10));
        assertThat(sessions.find(session, address)).isEmpty();
        assertThat(signIn.attempt(other.login(), other.password(), address)).isInstanceOf(NotActive.class);

        Administrator third = subscriptions.administrator(admin.subscriptionId());
        String thirds = session(third);
        changes.run(TestSubscriptions.TEST, admin.subscriptionId(), change -> users.delete(change, third.userId()));
        assertThat(sessions.find(thirds, address)).isEmpty();
    }

    @Test
    void shouldEndASessionAfterAnHourWithoutARequestAndAfterTwelveInAnyCase() {
        String idle = session(admin);
        clock.advance(Sessions.IDLE.minusSeconds(1));
        assertThat(sessions.find(idle, address)).isPresent();
        clock.advance(Sessions.IDLE);
        assertThat(sessions.find(idle, address)).isEmpty();

        String busy = session(admin);
        for (Duration spent = Duration.ZERO; spent.compareTo(Sessions.LONGEST) < 0; spent = spent.plusMinutes(30)) {
            assertThat(sessions.find(busy, address)).as("after " + spent).isPresent();
            clock.advance(Duration.ofMinutes(30));
        }
        assertThat(sessions.find(busy, address)).isEmpty();
        sessions.forgetOld();
    }

    @Test
    void shouldEndASessionOnSignOut() {
        String session = session(admin);

        signIn.signOut(session, address);

        assertThat(sessions.find(session, address)).isEmpty();
        assertThat(actions()).endsWith("user.signIn", "user.signOut");
    }

    @Test
    void shouldSlowDownRepeatedFailuresAndForgiveThemOnSuccess() {
        for (int failures = 0; failures < 5; failures++) {
            assertThat(signIn.attempt(admin.login(), "guess", address)).isInstanceOf(NotKnown.class);
        }

        SignInOutcome sixth = signIn.attempt(admin.login(), admin.password(), address);
        assertThat(sixth).isEqualTo(new TooMany(clock.instant().plusSeconds(1)));
        assertThat(signIn.attempt(admin.login(), admin.password(), address + "9"))
                .as("the right person, from elsewhere")
                .isInstanceOf(SignedIn.class);

        clock.advance(Duration.ofSeconds(1));
        assertThat(signIn.attempt(admin.login(), admin.password(), address)).isInstanceOf(SignedIn.class);
        assertThat(signIn.attempt(admin.login(), "guess", address)).isInstanceOf(NotKnown.class);
    }

    @Test
    void shouldBeAsSlowForManyAttemptsAtOnceAsForOneAfterTheOther() throws Exception {
        List<Callable<SignInOutcome>> attempts =
                java.util.Collections.nCopies(40, () -> signIn.attempt(admin.login(), "guess", address));

        List<SignInOutcome> outcomes = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(8)) {
            for (Future<SignInOutcome> attempt : executor.invokeAll(attempts)) {
                outcomes.add(attempt.get());
            }
        }

        assertThat(outcomes.stream().filter(NotKnown.class::isInstance)).hasSize(5);
        assertThat(outcomes.stream().filter(TooMany.class::isInstance)).hasSize(35);
    }

    private String session(Administrator who) {
        return ((SignedIn) signIn.attempt(who.login(), who.password(), address)).sessionId();
    }

    private User user() {
        return store.with(handle -> UserStore.byId(handle, admin.subscriptionId(), admin.userId()))
                .orElseThrow();
    }

    private List<String> actions() {
        return store.with(handle -> audit.entries(handle, admin.subscriptionId())).stream()
                .map(AuditEntry::action)
                .toList();
    }
}
