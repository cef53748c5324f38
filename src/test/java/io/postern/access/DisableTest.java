package io.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.NewService;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.token.TokenRevocation;
import io.postern.access.user.Users;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services and users are switched off and on, and tokens are taken back, with force on the very next call. */
@QuarkusTest
class DisableTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    CustomServices services;

    @Inject
    TokenRevocation revocation;

    @Inject
    Store store;

    @Inject
    AuditTrail audit;

    private Integration integration;
    private Administrator admin;
    private int subscription;

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        subscription = integration.subscriptionId();
        admin = subscriptions.administrator(subscription);
    }

    @Test
    void shouldRefuseADisabledServiceAtOnceAndTakeItsTokenAgainOnceItIsEnabled() {
        String token = Api.token(integration);
        assertThat(callWith(token)).isEmpty();

        run(change -> services.disable(change, integration.serviceId()));
        assertThat(callWith(token)).isEqualTo("601");
        assertThat(ask().status()).isEqualTo(401);
        assertThat(ask().json().path("error").asText()).isEqualTo("unauthorized");
        assertThat(ask().json().path("error_description").asText()).contains("is disabled");

        run(change -> services.enable(change, integration.serviceId()));
        assertThat(callWith(token)).isEmpty();
        assertThat(Api.token(integration)).isEqualTo(token);
    }

    @Test
    void shouldRefuseAllServicesOfADisabledUserAndNoOthers() {
        Integration other = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);
        String tokenOfOther = Api.token(other);

        run(change -> users.disable(change, integration.userId()));
        assertThat(callWith(token)).isEqualTo("601");
        assertThat(ask().status()).isEqualTo(401);
        assertThat(callWith(tokenOfOther)).isEmpty();

        run(change -> users.enable(change, integration.userId()));
        assertThat(callWith(token)).isEmpty();
    }

    @Test
    void shouldRefuseARevokedTokenForGoodAndGiveOutANewOne() {
        String token = Api.token(integration);

        int revoked = changes.apply(
                TestSubscriptions.TEST, subscription, change -> revocation.ofService(change, integration.serviceId()));

        assertThat(revoked).isEqualTo(1);
        assertThat(callWith(token)).isEqualTo("601");
        String fresh = Api.token(integration);
        assertThat(fresh).isNotEqualTo(token);
        assertThat(callWith(fresh)).isEmpty();
        run(change -> services.disable(change, integration.serviceId()));
        run(change -> services.enable(change, integration.serviceId()));
        assertThat(callWith(token)).as("not by switching off and on either").isEqualTo("601");
        assertThat(callWith(fresh)).isEmpty();
    }

    @Test
    void shouldRevokeTheTokensOfAllServicesOfAUser() {
        CustomServices.Created second = changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> services.create(
                        change,
                        new NewService("Second", "", integration.userId(), Optional.empty(), Optional.empty())));
        Integration other = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        List<String> tokens = List.of(
                Api.token(integration),
                Api.send(Api.tokenRequest(
                                second.service().clientId(), second.secret().text()))
                        .json()
                        .path("access_token")
                        .asText());
        String tokenOfOther = Api.token(other);

        int revoked =
                changes.apply(caller(admin), subscription, change -> revocation.ofUser(change, integration.userId()));

        assertThat(revoked).isEqualTo(2);
        assertThat(tokens).allSatisfy(token -> assertThat(callWith(token)).isEqualTo("601"));
        assertThat(callWith(tokenOfOther)).isEmpty();
    }

    @Test
    void shouldLeaveNoTokenOfBeforeWhenItIsRevokedWhileTokensAreFetched() {
        Queue<String> before = new ConcurrentLinkedQueue<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                threads.execute(() -> {
                    before.add(Api.token(integration));
                    run(change -> revocation.ofService(change, integration.serviceId()));
                });
            }
        }

        run(change -> revocation.ofService(change, integration.serviceId()));
        assertThat(before)
                .hasSize(10)
                .allSatisfy(token -> assertThat(callWith(token)).isEqualTo("601"));
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        run(change -> services.disable(change, integration.serviceId()));
        run(change -> users.disable(change, integration.userId()));
        long version = version();

        run(change -> services.disable(change, integration.serviceId()));
        run(change -> users.disable(change, integration.userId()));
        run(change -> revocation.ofService(change, integration.serviceId()));
        assertThat(version()).isEqualTo(version);

        run(change -> services.enable(change, integration.serviceId()));
        run(change -> users.enable(change, integration.userId()));
        version = version();
        run(change -> services.enable(change, integration.serviceId()));
        run(change -> users.enable(change, integration.userId()));
        assertThat(version()).isEqualTo(version);
    }

    @Test
    void shouldAuditEachStep() {
        Api.token(integration);
        Caller ada = caller(admin);

        changes.run(ada, subscription, change -> services.disable(change, integration.serviceId()));
        changes.run(ada, subscription, change -> services.enable(change, integration.serviceId()));
        changes.run(ada, subscription, change -> users.disable(change, integration.userId()));
        changes.run(ada, subscription, change -> users.enable(change, integration.userId()));
        changes.run(ada, subscription, change -> revocation.ofUser(change, integration.userId()));

        assertThat(audited().stream()
                        .filter(entry -> entry.actor().equals(admin.login()))
                        .map(entry -> entry.action() + " " + entry.subject()))
                .containsExactly(
                        "service.disable Service of " + integration.login(),
                        "service.enable Service of " + integration.login(),
                        "user.disable " + integration.login(),
                        "user.enable " + integration.login(),
                        "service.token.revoke Service of " + integration.login());
    }

    @Test
    void shouldKeepAnActiveAdminAndLetNobodyDisableThemself() {
        assertThat(refusal(TestSubscriptions.TEST, change -> users.disable(change, admin.userId())))
                .isEqualTo(Rule.LAST_ADMIN);

        Administrator other = subscriptions.administrator(subscription);
        assertThat(refusal(caller(admin), change -> users.disable(change, admin.userId())))
                .isEqualTo(Rule.OWN_USER);
        changes.run(caller(admin), subscription, change -> users.disable(change, other.userId()));
        assertThat(refusal(TestSubscriptions.TEST, change -> users.disable(change, admin.userId())))
                .as("the other one is disabled")
                .isEqualTo(Rule.LAST_ADMIN);
    }

    @Test
    void shouldAskForWhatAUserHoldsExceptToSwitchAServiceOff() {
        Caller manager =
                caller(subscriptions.person(subscription, Permission.ACCESS_USERS, Permission.ACCESS_EVENT_PARTNERS));
        String token = Api.token(integration);
        List<Consumer<Change>> refused = List.of(
                change -> users.disable(change, integration.userId()),
                change -> users.disable(change, admin.userId()),
                change -> revocation.ofUser(change, integration.userId()));
        assertThat(refused)
                .allSatisfy(work -> assertThat(refusal(manager, work)).isEqualTo(Rule.NOT_HELD));

        changes.run(manager, subscription, change -> revocation.ofService(change, integration.serviceId()));
        assertThat(callWith(token)).isEqualTo("601");
        changes.run(manager, subscription, change -> services.disable(change, integration.serviceId()));
        run(change -> users.disable(change, integration.userId()));

        List<Consumer<Change>> givingBack = List.of(
                change -> services.enable(change, integration.serviceId()),
                change -> users.enable(change, integration.userId()));
        assertThat(givingBack)
                .allSatisfy(work -> assertThat(refusal(manager, work)).isEqualTo(Rule.NOT_HELD));
    }

    @Test
    void shouldTouchNothingOfAnotherSubscription() {
        Integration elsewhere = subscriptions.integration();
        List<Consumer<Change>> all = List.of(
                change -> services.disable(change, elsewhere.serviceId()),
                change -> services.enable(change, elsewhere.serviceId()),
                change -> users.disable(change, elsewhere.userId()),
                change -> users.enable(change, elsewhere.userId()),
                change -> revocation.ofService(change, elsewhere.serviceId()),
                change -> revocation.ofUser(change, elsewhere.userId()));

        assertThat(all)
                .allSatisfy(work ->
                        assertThat(refusal(TestSubscriptions.TEST, work)).isEqualTo(Rule.NOT_FOUND));
    }

    private void run(Consumer<Change> work) {
        changes.run(TestSubscriptions.TEST, subscription, work);
    }

    private @Nullable Rule refusal(Caller caller, Consumer<Change> work) {
        return catchThrowableOfType(RuleViolation.class, () -> changes.run(caller, subscription, work))
                .rule();
    }

    private Answer ask() {
        return Api.send(Api.tokenRequest(integration.clientId(), integration.secret()));
    }

    /** The error of a call; empty when it is let in. */
    private static String callWith(String token) {
        return Api.get("/rest/v1/leads/describe.json", token).error();
    }

    private long version() {
        return store.with(SubscriptionStore::versions).getOrDefault(subscription, 0L);
    }

    private List<AuditEntry> audited() {
        return store.with(handle -> audit.entries(handle, subscription));
    }

    private static Caller caller(Administrator person) {
        return new Caller.Person(
                person.subscriptionId(), person.userId(), person.login(), WorkspacePermissions.NONE, "127.0.0.1");
    }
}
