package io.postern.access.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.customservice.ClientSecrets;
import io.postern.access.permission.Permission;
import io.postern.access.session.Sessions;
import io.postern.access.session.SignIn;
import io.postern.access.session.SignInOutcome;
import io.postern.access.token.Tokens;
import io.postern.access.user.UserDetails;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.gate.limits.Usage;
import io.postern.insight.calls.Callers;
import io.postern.insight.calls.LastCalls;
import io.postern.insight.denials.Denials;
import io.postern.testing.Api;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The time of one subscription is moved, and that of another stays: over HTTP, where it can be seen there. */
@QuarkusTest
class SubscriptionClockTest {
    private static final String USAGE = "/rest/v1/stats/usage.json";
    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Inject
    Store store;

    @Inject
    AuditTrail audit;

    @Inject
    Tokens tokens;

    @Inject
    Usage usage;

    @Inject
    Denials denials;

    @Inject
    LastCalls lastCalls;

    @Inject
    Callers callers;

    @Inject
    ClientSecrets secrets;

    @Inject
    SignIn signIn;

    @Inject
    Sessions sessions;

    @Test
    void shouldEndTheTokensOfOneSubscriptionOnly() {
        Integration moved = subscriptions.integration();
        Integration other = subscriptions.integration();
        String ofMoved = Api.token(moved);
        String ofOther = Api.token(other);

        clock.move(moved.subscriptionId(), Duration.ofHours(1));

        assertThat(Api.get(USAGE, ofMoved).error()).isEqualTo("602");
        assertThat(Api.get(USAGE, ofOther).error()).isEmpty();
        assertThat(Api.token(moved)).isNotEqualTo(ofMoved);
        assertThat(Api.token(other)).isEqualTo(ofOther);
    }

    @Test
    void shouldForgetTheTokensOfOneSubscriptionOnly() {
        Integration moved = subscriptions.integration();
        Integration other = subscriptions.integration();
        String ofMoved = Api.token(moved);
        String ofOther = Api.token(other);

        clock.move(moved.subscriptionId(), DAY.plusHours(1));
        tokens.forgetOld();

        assertThat(Api.get(USAGE, ofMoved).error()).isEqualTo("601");
        assertThat(Api.get(USAGE, ofOther).error()).isEmpty();
    }

    @Test
    void shouldEndTheAccessOfUsersOfOneSubscriptionOnly() {
        Integration moved = expiring();
        Integration other = expiring();
        String ofMoved = Api.token(moved);
        String ofOther = Api.token(other);

        clock.move(moved.subscriptionId(), Duration.ofMinutes(30));

        assertThat(Api.get(USAGE, ofMoved).error()).isEqualTo("601");
        assertThat(Api.send(Api.tokenRequest(moved.clientId(), moved.secret())).status())
                .isEqualTo(401);
        assertThat(Api.get(USAGE, ofOther).error()).isEmpty();
    }

    @Test
    void shouldEndTheAccessOfPeopleOfOneSubscriptionOnly() {
        Administrator moved = subscriptions.person(subscriptions.create().id(), Permission.ACCESS_USERS);
        Administrator other = subscriptions.person(subscriptions.create().id(), Permission.ACCESS_USERS);
        List<String> opened =
                Stream.of(moved, other).map(this::sessionUntilHalfAnHourLater).toList();

        clock.move(moved.subscriptionId(), Duration.ofMinutes(30));

        assertThat(opened.stream().map(session -> sessions.find(session, "").isPresent()))
                .containsExactly(false, true);
    }

    private String sessionUntilHalfAnHourLater(Administrator person) {
        store.useTransaction(
                handle -> handle.createUpdate("UPDATE user_account SET access_expires_at = :at WHERE id = :id")
                        .bind("at", clock.instant().plus(Duration.ofMinutes(30)))
                        .bind("id", person.userId())
                        .execute());
        SignInOutcome outcome = signIn.attempt(person.login(), person.password(), "");
        assertThat(outcome).isInstanceOf(SignInOutcome.SignedIn.class);
        return ((SignInOutcome.SignedIn) outcome).sessionId();
    }

    @Test
    void shouldMoveTheWindowOfOneSubscriptionOnly() {
        Limits oneAtATime = new Limits(0, 1, 0);
        Integration moved = limited(oneAtATime);
        Integration other = limited(oneAtATime);
        String ofMoved = Api.token(moved);
        String ofOther = Api.token(other);
        List<String> first = Stream.of(ofMoved, ofOther)
                .map(token -> Api.get(USAGE, token).error())
                .toList();

        clock.move(moved.subscriptionId(), Duration.ofSeconds(20));

        assertThat(first).containsExactly("", "");
        assertThat(Api.get(USAGE, ofMoved).error()).isEmpty();
        assertThat(Api.get(USAGE, ofOther).error()).isEqualTo("606");
    }

    @Test
    void shouldBeginTheQuotaDayOfOneSubscriptionOnly() {
        Limits oneADay = new Limits(1, 0, 0);
        Integration moved = limited(oneADay);
        Integration other = limited(oneADay);
        List<String> first = Stream.of(moved, other)
                .map(each -> Api.get(USAGE, Api.token(each)).error())
                .toList();

        clock.move(moved.subscriptionId(), DAY);
        String next = Api.get(USAGE, Api.token(moved)).error();
        clock.move(moved.subscriptionId(), DAY.negated());
        usage.merge();

        assertThat(first).containsExactly("", "");
        assertThat(next).isEmpty();
        assertThat(Api.get(USAGE, Api.token(other)).error()).isEqualTo("607");
        assertThat(Api.get(USAGE, Api.token(moved)).error())
                .as("back on its day of before")
                .isEqualTo("607");
    }

    @Test
    void shouldWriteRecordsAndAuditTrailAtTheTimeOfTheirSubscription() {
        Integration moved = subscriptions.integration(Permission.READ_WRITE_PERSON);
        int id = moved.subscriptionId();
        clock.move(id, DAY.multipliedBy(100));
        Instant there = clock.now(id);

        Integration later = subscriptions.integration(id, Permission.READ_WRITE_PERSON);
        Api.post("/rest/v1/leads.json", Api.token(later), """
                {"input": [{"email": "moved@test.example"}]}""");

        String createdAt = Api.get(
                        "/rest/v1/leads.json?filterType=email&filterValues=moved@test.example", Api.token(later))
                .result()
                .path(0)
                .path("createdAt")
                .asText();
        assertThat(createdAt).isEqualTo(there.truncatedTo(ChronoUnit.SECONDS).toString());
        List<AuditEntry> entries = store.with(handle -> audit.entries(handle, id));
        assertThat(entries.getLast().at()).isEqualTo(there.truncatedTo(ChronoUnit.MICROS));
        Optional<Long> broken = store.with(handle -> audit.firstBroken(handle, id));
        assertThat(broken).isEmpty();
    }

    @Test
    void shouldForgetDenialsAtTheTimeOfTheirSubscription() {
        Integration moved = subscriptions.integration();
        Integration other = subscriptions.integration();
        Stream.of(moved, other).forEach(each -> Api.get("/rest/v1/leads.json", Api.token(each)));
        denials.merge();

        clock.move(moved.subscriptionId(), Denials.REMEMBERED.plus(DAY));
        denials.forgetOld();

        assertThat(Stream.of(moved, other).map(each -> rowsOf("denial", each))).containsExactly(0, 1);
    }

    /** A call of a service that is gone, a caller, and a secret that has ended and is not the last one. */
    @Test
    void shouldForgetCallsCallersAndSecretsAtTheTimeOfTheirSubscription() {
        Integration moved = subscriptions.integration();
        Integration other = subscriptions.integration();
        Stream.of(moved, other)
                .forEach(each -> store.useTransaction(handle -> {
                    Instant at = clock.instant();
                    int id = each.subscriptionId();
                    handle.execute("INSERT INTO service_operation VALUES (?, 1, -1, 'x', ?)", id, at);
                    handle.execute("INSERT INTO api_caller VALUES (?, 1, '127.0.0.1', ?)", id, at);
                    handle.execute("""
                    INSERT INTO client_secret (subscription_id, service_id, key_id, hash, created_at)
                    SELECT subscription_id, service_id, key_id, hash, created_at FROM client_secret
                     WHERE subscription_id = ?
                    """, id);
                    handle.execute("""
                    UPDATE client_secret SET retires_at = ?
                     WHERE id = (SELECT min(id) FROM client_secret WHERE subscription_id = ?)
                    """, at, id);
                }));

        clock.move(moved.subscriptionId(), LastCalls.REMEMBERED.plus(DAY));
        lastCalls.forgetOld();
        callers.forgetOld();
        secrets.forgetOld();

        assertThat(Stream.of(moved, other).map(each -> rowsOf("service_operation", each)))
                .containsExactly(0, 1);
        assertThat(Stream.of(moved, other).map(each -> rowsOf("api_caller", each)))
                .containsExactly(0, 1);
        assertThat(Stream.of(moved, other).map(each -> rowsOf("client_secret", each)))
                .containsExactly(1, 2);
    }

    private int rowsOf(String table, Integration integration) {
        return store.with(
                handle -> handle.createQuery("SELECT count(*) FROM <table> WHERE subscription_id = :subscription")
                        .define("table", table)
                        .bind("subscription", integration.subscriptionId())
                        .mapTo(Integer.class)
                        .one());
    }

    private Integration limited(Limits limits) {
        return subscriptions.integration(
                subscriptions.create(Settings.named("Limited").with(limits)).id());
    }

    private Integration expiring() {
        String login = subscriptions.login();
        return subscriptions.integration(
                subscriptions.create().id(),
                "Role",
                "Service",
                new UserDetails(login, "Inte", "Gration", "", clock.instant().plus(Duration.ofMinutes(30))));
    }
}
