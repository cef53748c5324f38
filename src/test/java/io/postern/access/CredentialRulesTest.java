package io.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postern.access.customservice.ClientSecret;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.NewService;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Compatibility;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.token.TokenGrant;
import io.postern.access.token.TokenGrants;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.foundation.wire.OAuthError;
import io.postern.testing.Api;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may be handed the credentials of a service, and what the audit trail tells of it. */
@QuarkusTest
class CredentialRulesTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Inject
    Store store;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    CustomServices services;

    @Inject
    TokenGrants grants;

    @Inject
    Subscriptions settings;

    @Inject
    AuditTrail audit;

    private int subscription;
    private Caller admin = TestSubscriptions.TEST;

    @BeforeEach
    void makeASubscription() {
        subscription = subscriptions.create().id();
        admin = caller(subscriptions.administrator(subscription));
    }

    @Test
    void shouldRevealASecretAuditedAndWithoutANewVersion() {
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        long version = version();

        Optional<ClientSecret> secret = reveal(admin, integration);

        assertThat(secret.map(ClientSecret::text)).contains(integration.secret());
        assertThat(last())
                .returns("service.secret.reveal", AuditEntry::action)
                .returns("Service of " + integration.login(), AuditEntry::subject)
                .returns(admin.actor(), AuditEntry::actor);
        assertThat(audited().toString()).doesNotContain(integration.secret());
        assertThat(version()).isEqualTo(version);
        Optional<Long> broken = store.with(handle -> audit.firstBroken(handle, subscription));
        assertThat(broken).isEmpty();
    }

    @Test
    void shouldRevealNothingWhereSecretsAreShownOnce() {
        Integration before = subscriptions.integration(subscription);
        changes.run(TestSubscriptions.TEST, subscription, change -> settings.change(change, showingOnce()));
        Integration after = subscriptions.integration(subscription);
        int entries = audited().size();

        assertThat(reveal(admin, before)).isEmpty();
        assertThat(reveal(admin, after)).isEmpty();
        assertThat(audited()).as("nothing was revealed").hasSize(entries);

        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> settings.change(change, Settings.named("Showing again")));
        assertThat(reveal(admin, before)).isPresent();
        assertThat(reveal(admin, after)).as("no copy was kept").isEmpty();
    }

    @Test
    void shouldGrantTheTokenOfTheIntegrationAudited() {
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);

        TokenGrant first = grant(admin, integration);
        TokenGrant again = grant(admin, integration);

        String token = Api.token(integration);
        assertThat(first).isEqualTo(new TokenGrant.Granted(token, 3600, integration.login()));
        assertThat(again).isEqualTo(first);
        assertThat(last()).returns("service.token", AuditEntry::action);
        assertThat(audited().toString()).doesNotContain(token);
    }

    @Test
    void shouldGrantNoTokenThatTheIntegrationWouldNotGet() {
        Integration integration = subscriptions.integration(subscription);
        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> users.edit(
                        change,
                        integration.userId(),
                        new UserDetails(
                                integration.login(),
                                "A",
                                "B",
                                "",
                                clock.instant().plusSeconds(60))));
        assertThat(grant(admin, integration)).isInstanceOf(TokenGrant.Granted.class);
        int entries = audited().size();

        clock.advance(Duration.ofSeconds(60));

        assertThat(grant(admin, integration))
                .isInstanceOfSatisfying(
                        TokenGrant.Denied.class,
                        denied -> assertThat(denied.error()).isEqualTo(OAuthError.UNAUTHORIZED));
        assertThat(audited()).as("nothing was granted").hasSize(entries);
    }

    @Test
    void shouldHandNothingOutToWhoHoldsLessThanTheUser() {
        Integration stronger = subscriptions.integration(subscription, Permission.READ_WRITE_PERSON);
        Integration equal = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        Caller partner = caller(
                subscriptions.person(subscription, Permission.ACCESS_EVENT_PARTNERS, Permission.READ_ONLY_PERSON));

        assertThat(refusal(partner, change -> services.reveal(change, stronger.serviceId())))
                .isEqualTo(Rule.NOT_HELD);
        assertThat(refusal(partner, change -> grants.grant(change, stronger.serviceId())))
                .isEqualTo(Rule.NOT_HELD);
        assertThat(refusal(partner, change -> services.create(change, named("Own", stronger.userId()))))
                .isEqualTo(Rule.NOT_HELD);
        assertThat(refusal(partner, change -> give(change, equal, stronger.userId())))
                .isEqualTo(Rule.NOT_HELD);
        assertThat(refusal(partner, change -> give(change, stronger, equal.userId())))
                .as("nor take it from such a user, to whom it may come back with its secret and its tokens")
                .isEqualTo(Rule.NOT_HELD);

        assertThat(reveal(partner, equal)).isPresent();
        assertThat(grant(partner, equal)).isInstanceOf(TokenGrant.Granted.class);
    }

    @Test
    void shouldHandNothingOutThatIsNotThere() {
        Integration elsewhere = subscriptions.integration();

        assertThat(refusal(admin, change -> services.reveal(change, elsewhere.serviceId())))
                .isEqualTo(Rule.NOT_FOUND);
        assertThat(refusal(admin, change -> grants.grant(change, elsewhere.serviceId())))
                .isEqualTo(Rule.NOT_FOUND);
    }

    @Test
    void shouldLetAnAdminHandOutEverything() {
        User strong = changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> users.createApiOnly(
                        change,
                        new UserDetails(subscriptions.login(), "A", "B", "", null),
                        Set.of(new Assignment(BuiltInRole.ADMIN.id(), WorkspacePermissions.ALL))));

        CustomServices.Created made =
                changes.apply(admin, subscription, change -> services.create(change, named("Strong", strong.id())));

        assertThat(reveal(admin, made.service().id())).contains(made.secret());
    }

    private boolean give(Change change, Integration integration, long userId) {
        services.edit(change, integration.serviceId(), "Given", "", userId);
        return true;
    }

    private Optional<ClientSecret> reveal(Caller caller, Integration integration) {
        return reveal(caller, integration.serviceId());
    }

    private Optional<ClientSecret> reveal(Caller caller, long serviceId) {
        return changes.audited(caller, subscription, change -> services.reveal(change, serviceId));
    }

    private TokenGrant grant(Caller caller, Integration integration) {
        return changes.audited(caller, subscription, change -> grants.grant(change, integration.serviceId()));
    }

    private @Nullable Rule refusal(Caller caller, Function<Change, ?> work) {
        return catchThrowableOfType(RuleViolation.class, () -> changes.apply(caller, subscription, work))
                .rule();
    }

    private long version() {
        return store.with(SubscriptionStore::versions).getOrDefault(subscription, 0L);
    }

    private List<AuditEntry> audited() {
        return store.with(handle -> audit.entries(handle, subscription));
    }

    private AuditEntry last() {
        return audited().getLast();
    }

    private static Settings showingOnce() {
        return Settings.named("Once").with(Compatibility.DEFAULT.withSecretsRevealable(false));
    }

    private static NewService named(String name, long userId) {
        return new NewService(name, "", userId, Optional.empty(), Optional.empty());
    }

    private static Caller caller(Administrator person) {
        return new Caller.Person(
                person.subscriptionId(), person.userId(), person.login(), WorkspacePermissions.NONE, "127.0.0.1");
    }
}
