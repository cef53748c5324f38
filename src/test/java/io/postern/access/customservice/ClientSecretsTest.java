package io.postern.access.customservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postern.access.Changes;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How secrets are rotated, ended and given an expiry, as the token endpoint sees it. */
@QuarkusTest
class ClientSecretsTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    ClientSecrets secrets;

    @Inject
    CustomServices services;

    @Inject
    Store store;

    @Inject
    AuditTrail audit;

    @Inject
    TestClock clock;

    private Integration integration;
    private String first;

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        first = integration.secret();
    }

    @Test
    void shouldAcceptOldAndNewUntilTheOverlapIsOver() {
        String token = Api.token(integration);

        String second = rotate(WEEK);

        assertThat(first).isNotEqualTo(second);
        assertThat(granted(first)).as("one token, whichever secret asks").isEqualTo(token);
        assertThat(granted(second)).isEqualTo(token);

        clock.advance(WEEK.minusMillis(1));
        assertThat(isAccepted(first)).isTrue();
        clock.advance(Duration.ofMillis(1));
        Answer ended = ask(first);
        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(ended.json().path("error_description").asText()).isEqualTo("Bad client credentials");
        assertThat(isAccepted(second)).isTrue();
    }

    @Test
    void shouldLetATokenLiveOnThatAnEndedSecretHasGot() {
        String token = Api.token(integration);

        rotate(Duration.ZERO);

        assertThat(isAccepted(first)).isFalse();
        assertThat(Api.get("/rest/v1/leads/describe.json", token).error()).isEmpty();
    }

    @Test
    void shouldEndTheOldSecretAtItsOwnExpiryIfThatComesFirst() {
        run(change -> secrets.expire(change, integration.serviceId(), newest().id(), in(Duration.ofDays(1))));

        rotate(WEEK);

        assertThat(list().getLast().endsAt()).isEqualTo(in(Duration.ofDays(1)));
        clock.advance(Duration.ofDays(1));
        assertThat(isAccepted(first)).isFalse();
    }

    @Test
    void shouldKeepTwoLiveSecretsAtMost() {
        rotate(WEEK);

        assertThat(refusal(change -> secrets.rotate(change, integration.serviceId(), WEEK)))
                .isEqualTo(Rule.ROTATION_RUNNING);
        assertThat(refusal(change -> secrets.rotate(change, integration.serviceId(), Duration.ZERO)))
                .isEqualTo(Rule.ROTATION_RUNNING);

        clock.advance(WEEK);
        rotate(WEEK);
        assertThat(live()).hasSize(2);
    }

    @Test
    void shouldRefuseAnOverlapOutOfRange() {
        assertThat(refusal(change -> secrets.rotate(change, integration.serviceId(), Duration.ofSeconds(-1))))
                .isEqualTo(Rule.OVERLAP_TOO_LONG);
        assertThat(refusal(change ->
                        secrets.rotate(change, integration.serviceId(), ClientSecrets.LONGEST_OVERLAP.plusMillis(1))))
                .isEqualTo(Rule.OVERLAP_TOO_LONG);

        rotate(ClientSecrets.LONGEST_OVERLAP);
        assertThat(live()).hasSize(2);
    }

    @Test
    void shouldEndTheOldSecretNowAndNeverTheCurrentOne() {
        String second = rotate(WEEK);
        SecretDetails current = list().getFirst();
        SecretDetails old = list().getLast();

        assertThat(refusal(change -> secrets.end(change, integration.serviceId(), current.id())))
                .isEqualTo(Rule.CURRENT_SECRET);
        run(change -> secrets.end(change, integration.serviceId(), old.id()));

        assertThat(isAccepted(first)).isFalse();
        assertThat(isAccepted(second)).isTrue();
        assertThat(refusal(change -> secrets.end(change, integration.serviceId(), current.id())))
                .as("the last live one")
                .isEqualTo(Rule.CURRENT_SECRET);
        assertThat(refusal(change -> secrets.end(change, integration.serviceId(), old.id())))
                .as("what has ended")
                .isEqualTo(Rule.NOT_FOUND);
    }

    @Test
    void shouldTouchNoSecretOfAnotherService() {
        Integration stranger = subscriptions.integration();
        Integration other = subscriptions.integration(integration.subscriptionId());
        rotate(WEEK);

        assertThat(refusal(change ->
                        secrets.end(change, other.serviceId(), list().getLast().id())))
                .isEqualTo(Rule.NOT_FOUND);
        assertThat(refusal(change -> secrets.expire(
                        change, other.serviceId(), list().getFirst().id(), in(WEEK))))
                .isEqualTo(Rule.NOT_FOUND);
        assertThat(refusal(change -> secrets.rotate(change, stranger.serviceId(), WEEK)))
                .isEqualTo(Rule.NOT_FOUND);
        int elsewhere = subscriptions.create().id();
        List<SecretDetails> fromElsewhere =
                store.with(handle -> secrets.list(handle, elsewhere, integration.serviceId()));
        assertThat(fromElsewhere).isEmpty();
    }

    @Test
    void shouldTakeARotationBackWithTheExpiryThatTheOldSecretHad() {
        Instant expiry = in(Duration.ofDays(30));
        run(change -> secrets.expire(change, integration.serviceId(), newest().id(), expiry));
        String second = rotate(WEEK);

        run(change -> secrets.cancel(change, integration.serviceId()));

        assertThat(isAccepted(second)).isFalse();
        assertThat(live()).singleElement().returns(expiry, SecretDetails::endsAt);
        clock.advance(WEEK);
        assertThat(isAccepted(first)).isTrue();
        assertThat(revealed()).contains(first);
        assertThat(isAccepted(rotate(WEEK))).as("it can be rotated again").isTrue();
    }

    @Test
    void shouldCancelNothingThatDoesNotOverlap() {
        assertThat(refusal(change -> secrets.cancel(change, integration.serviceId())))
                .isEqualTo(Rule.NO_ROTATION);

        rotate(WEEK);
        clock.advance(WEEK);

        assertThat(refusal(change -> secrets.cancel(change, integration.serviceId())))
                .isEqualTo(Rule.NO_ROTATION);
    }

    @Test
    void shouldNotAcceptASecretFromItsExpiryOnAndMakeANewOneAfterIt() {
        run(change -> secrets.expire(change, integration.serviceId(), newest().id(), in(Duration.ofHours(1))));
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(isAccepted(first)).isTrue();

        clock.advance(Duration.ofMillis(1));

        assertThat(isAccepted(first)).isFalse();
        assertThat(refusal(change -> secrets.expire(
                        change, integration.serviceId(), list().getFirst().id(), null)))
                .as("what has ended stays ended")
                .isEqualTo(Rule.NOT_FOUND);
        assertThat(isAccepted(rotate(WEEK))).isTrue();
        assertThat(live()).hasSize(1);
    }

    @Test
    void shouldClearAnExpiryAndRefuseOneThatIsNotInTheFuture() {
        run(change -> secrets.expire(change, integration.serviceId(), newest().id(), in(Duration.ofHours(1))));
        assertThat(refusal(change -> secrets.expire(change, integration.serviceId(), newest().id(), clock.instant())))
                .isEqualTo(Rule.NOT_IN_FUTURE);

        run(change -> secrets.expire(change, integration.serviceId(), newest().id(), null));

        clock.advance(Duration.ofHours(1));
        assertThat(isAccepted(first)).isTrue();
    }

    @Test
    void shouldLetAnOldSecretEndEarlierThanItsOverlapAndNeverLater() {
        rotate(WEEK);
        SecretDetails old = list().getLast();

        assertThat(refusal(change -> secrets.expire(change, integration.serviceId(), old.id(), in(WEEK.plusMillis(1)))))
                .isEqualTo(Rule.SECRET_ORDER);
        run(change -> secrets.expire(change, integration.serviceId(), old.id(), in(Duration.ofDays(2))));
        assertThat(refusal(change -> secrets.expire(change, integration.serviceId(), old.id(), null)))
                .isEqualTo(Rule.SECRET_ORDER);

        assertThat(list().getLast().endsAt()).isEqualTo(in(Duration.ofDays(2)));
    }

    @Test
    void shouldLetNoOldSecretOutliveTheNewOne() {
        run(change -> secrets.expire(change, integration.serviceId(), newest().id(), in(Duration.ofDays(1))));
        rotate(WEEK);
        long fresh = list().getFirst().id();
        long old = list().getLast().id();

        assertThat(refusal(change -> secrets.expire(
                        change,
                        integration.serviceId(),
                        fresh,
                        in(Duration.ofDays(1).minusMillis(1)))))
                .isEqualTo(Rule.SECRET_ORDER);
        run(change -> secrets.expire(change, integration.serviceId(), fresh, in(Duration.ofDays(3))));
        assertThat(refusal(change -> secrets.expire(change, integration.serviceId(), old, in(Duration.ofDays(5)))))
                .as("within the overlap, and after the new one")
                .isEqualTo(Rule.SECRET_ORDER);
        run(change -> secrets.expire(change, integration.serviceId(), old, in(Duration.ofDays(3))));

        assertThat(live()).extracting(SecretDetails::endsAt).containsOnly(in(Duration.ofDays(3)));
        run(change -> secrets.expire(change, integration.serviceId(), fresh, null));
        assertThat(list().getFirst().endsAt()).isNull();
    }

    @Test
    void shouldNotPutTheEndOfAnOverlapOff() {
        Instant end = in(Duration.ofDays(1));
        store.useTransaction(
                handle -> handle.createUpdate("UPDATE client_secret SET retires_at = :end WHERE service_id = :service")
                        .bind("end", end)
                        .bind("service", integration.serviceId())
                        .execute());

        rotate(WEEK);

        assertThat(list().getLast().endsAt()).isEqualTo(end);
    }

    @Test
    void shouldRevealTheNewestSecretAndKeepNoCopyOfEndedOnes() {
        assertThat(revealed()).contains(first);

        String second = rotate(Duration.ZERO);
        assertThat(revealed()).contains(second);
        assertThat(sealedCopies()).as("the ended one is dropped with its end").isEqualTo(1);

        rotate(WEEK);
        clock.advance(WEEK);
        assertThat(sealedCopies()).isEqualTo(2);
        secrets.forgetOld();
        assertThat(sealedCopies()).isEqualTo(1);
    }

    @Test
    void shouldRememberEndedSecretsForAWhileAndTheLastOneForGood() {
        rotate(Duration.ZERO);
        run(change -> secrets.expire(change, integration.serviceId(), newest().id(), in(Duration.ofHours(1))));

        clock.advance(ClientSecrets.REMEMBERED.minusMillis(1));
        secrets.forgetOld();
        assertThat(list()).hasSize(2);
        clock.advance(Duration.ofHours(2));
        secrets.forgetOld();

        assertThat(list()).hasSize(1);
    }

    @Test
    void shouldAskForWhatTheUserOfTheServiceHolds() {
        rotate(WEEK);
        long old = list().getLast().id();
        Caller partner = caller(subscriptions.person(integration.subscriptionId(), Permission.ACCESS_EVENT_PARTNERS));
        List<Consumer<Change>> all = List.of(
                change -> secrets.rotate(change, integration.serviceId(), WEEK),
                change -> secrets.end(change, integration.serviceId(), old),
                change -> secrets.cancel(change, integration.serviceId()),
                change -> secrets.expire(change, integration.serviceId(), old, in(Duration.ofDays(1))));

        assertThat(all).allSatisfy(work -> assertThat(refusal(partner, work)).isEqualTo(Rule.NOT_HELD));

        Caller equal = caller(subscriptions.person(
                integration.subscriptionId(), Permission.ACCESS_EVENT_PARTNERS, Permission.READ_ONLY_PERSON));
        changes.run(equal, integration.subscriptionId(), all.get(1));
        assertThat(live()).hasSize(1);
    }

    @Test
    void shouldAuditEachStepWithoutTheSecret() {
        String second = rotate(WEEK);
        run(change ->
                secrets.expire(change, integration.serviceId(), list().getLast().id(), in(Duration.ofDays(1))));
        run(change -> secrets.cancel(change, integration.serviceId()));
        String third = rotate(WEEK);
        run(change ->
                secrets.end(change, integration.serviceId(), live().getLast().id()));

        List<AuditEntry> entries = store.with(handle -> audit.entries(handle, integration.subscriptionId()));
        assertThat(entries.stream().map(AuditEntry::action).filter(action -> action.startsWith("service.secret")))
                .containsExactly(
                        "service.secret.rotate",
                        "service.secret.expire",
                        "service.secret.cancel",
                        "service.secret.rotate",
                        "service.secret.end");
        assertThat(entries.toString()).doesNotContain(first, second, third);
        assertThat(list().toString()).doesNotContain(first, second, third);
    }

    @Test
    void shouldLeaveTwoLiveSecretsAfterManyRotationsAtOnce() {
        Queue<Rule> refused = new ConcurrentLinkedQueue<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                threads.execute(() -> {
                    try {
                        rotate(WEEK);
                    } catch (RuleViolation e) {
                        refused.add(e.rule());
                    }
                });
            }
        }

        assertThat(live()).hasSize(2);
        assertThat(refused).hasSize(19).containsOnly(Rule.ROTATION_RUNNING);
    }

    @Test
    void shouldNeverRefuseARightSecretWhileItIsRotated() {
        AtomicBoolean done = new AtomicBoolean();
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> {
                    while (!done.get()) {
                        statuses.add(ask(first).status());
                    }
                });
            }
            try {
                for (int i = 0; i < 10; i++) {
                    rotate(WEEK);
                    run(change -> secrets.cancel(change, integration.serviceId()));
                }
            } finally {
                done.set(true);
            }
        }

        assertThat(statuses).isNotEmpty().containsOnly(200);
    }

    private String rotate(Duration overlap) {
        return changes.apply(
                        TestSubscriptions.TEST,
                        integration.subscriptionId(),
                        change -> secrets.rotate(change, integration.serviceId(), overlap))
                .text();
    }

    private void run(Consumer<Change> work) {
        changes.run(TestSubscriptions.TEST, integration.subscriptionId(), work);
    }

    private @Nullable Rule refusal(Consumer<Change> work) {
        return refusal(TestSubscriptions.TEST, work);
    }

    private @Nullable Rule refusal(Caller caller, Consumer<Change> work) {
        return catchThrowableOfType(RuleViolation.class, () -> changes.run(caller, integration.subscriptionId(), work))
                .rule();
    }

    private List<SecretDetails> list() {
        return store.with(handle -> secrets.list(handle, integration.subscriptionId(), integration.serviceId()));
    }

    private List<SecretDetails> live() {
        return list().stream().filter(secret -> secret.isLive(clock.instant())).toList();
    }

    private SecretDetails newest() {
        return list().getFirst();
    }

    private Optional<String> revealed() {
        return changes.audited(
                        TestSubscriptions.TEST,
                        integration.subscriptionId(),
                        change -> services.reveal(change, integration.serviceId()))
                .map(ClientSecret::text);
    }

    private int sealedCopies() {
        return store.with(
                handle -> handle.createQuery("SELECT count(sealed) FROM client_secret WHERE service_id = :service")
                        .bind("service", integration.serviceId())
                        .mapTo(Integer.class)
                        .one());
    }

    private Answer ask(String secret) {
        return Api.send(Api.tokenRequest(integration.clientId(), secret));
    }

    private boolean isAccepted(String secret) {
        return ask(secret).status() == 200;
    }

    private String granted(String secret) {
        return ask(secret).json().path("access_token").asText();
    }

    private Instant in(Duration duration) {
        return clock.instant().plus(duration);
    }

    private static Caller caller(Administrator person) {
        return new Caller.Person(
                person.subscriptionId(), person.userId(), person.login(), WorkspacePermissions.NONE, "127.0.0.1");
    }
}
