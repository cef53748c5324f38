package io.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.CustomServices;
import io.postern.access.directory.Directories;
import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.foundation.wire.AddressRange;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may hold a service to less, or to more, and what the audit trail tells of it. */
@QuarkusTest
class RestrictionRulesTest {
    private static final Limits LIMITS = new Limits(1_000, 20, 2);

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    CustomServices services;

    @Inject
    Directories directories;

    @Inject
    Store store;

    @Inject
    AuditTrail audit;

    private Integration integration;

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
    }

    @Test
    void shouldHoldAServiceToLimitsAndAddressesAudited() {
        assertThat(service().limits()).isEqualTo(Limits.NONE);
        assertThat(service().apiAllowList()).isEqualTo(AllowList.OFF);

        restrict(TestSubscriptions.TEST, LIMITS, list("10.0.0.0/8"));

        assertThat(service().limits()).isEqualTo(LIMITS);
        assertThat(service().apiAllowList()).isEqualTo(list("10.0.0.0/8"));
        Directory.Service inForce = Objects.requireNonNull(directories
                .get(integration.subscriptionId())
                .orElseThrow()
                .services()
                .get(integration.serviceId()));
        assertThat(inForce.limits()).isEqualTo(LIMITS);
        assertThat(inForce.apiAllowList()).isEqualTo(list("10.0.0.0/8"));
        assertThat(audited().getLast())
                .returns("service.restrict", AuditEntry::action)
                .returns("Service of " + integration.login(), AuditEntry::subject)
                .returns(
                        "dailyCalls=0; callsPer20Seconds=0; concurrentCalls=0; apiAllowList=disabled []",
                        AuditEntry::before)
                .returns(
                        "dailyCalls=1000; callsPer20Seconds=20; concurrentCalls=2; apiAllowList=enabled [10.0.0.0/8]",
                        AuditEntry::after);
    }

    @Test
    void shouldDoNothingWhenAllIsAsGiven() {
        restrict(TestSubscriptions.TEST, LIMITS, list("10.0.0.0/8"));
        long version = version();
        int entries = audited().size();

        restrict(TestSubscriptions.TEST, LIMITS, list("10.*.*.*"));

        assertThat(version()).isEqualTo(version);
        assertThat(audited()).hasSize(entries);
    }

    @Test
    void shouldKeepWhatAServiceIsHeldToWhenItIsEditedAndDisabled() {
        restrict(TestSubscriptions.TEST, LIMITS, list("10.0.0.0/8"));

        changes.run(TestSubscriptions.TEST, integration.subscriptionId(), change -> {
            services.edit(change, integration.serviceId(), "Other name", "Other words", integration.userId());
            services.disable(change, integration.serviceId());
            services.enable(change, integration.serviceId());
        });

        assertThat(service().displayName()).isEqualTo("Other name");
        assertThat(service().limits()).isEqualTo(LIMITS);
        assertThat(service().apiAllowList()).isEqualTo(list("10.0.0.0/8"));
    }

    @Test
    void shouldLetWhoHoldsLessThanTheUserNarrowAndNothingElse() {
        restrict(TestSubscriptions.TEST, LIMITS, list("10.0.0.0/8"));
        Caller partner = caller(subscriptions.person(integration.subscriptionId(), Permission.ACCESS_EVENT_PARTNERS));
        Limits more = new Limits(1_000, 21, 2);
        Limits unlimited = new Limits(0, 20, 2);
        AllowList further = list("10.0.0.0/8", "192.0.2.1");
        AllowList off = new AllowList(false, list("10.0.0.0/8").entries());

        assertThat(refusal(partner, more, list("10.0.0.0/8"))).isEqualTo(Rule.NOT_HELD);
        assertThat(refusal(partner, unlimited, list("10.0.0.0/8"))).isEqualTo(Rule.NOT_HELD);
        assertThat(refusal(partner, LIMITS, further)).isEqualTo(Rule.NOT_HELD);
        assertThat(refusal(partner, LIMITS, off)).isEqualTo(Rule.NOT_HELD);
        assertThat(refusal(partner, LIMITS, AllowList.OFF)).isEqualTo(Rule.NOT_HELD);
        assertThat(service().limits()).isEqualTo(LIMITS);

        restrict(partner, new Limits(500, 20, 1), list("10.1.*.*"));
        assertThat(service().limits()).isEqualTo(new Limits(500, 20, 1));
        assertThat(service().apiAllowList()).isEqualTo(list("10.1.*.*"));
    }

    @Test
    void shouldLetWhoHoldsAsMuchAsTheUserWidenAgain() {
        restrict(TestSubscriptions.TEST, LIMITS, list("10.0.0.0/8"));
        Caller equal = caller(subscriptions.person(
                integration.subscriptionId(), Permission.ACCESS_EVENT_PARTNERS, Permission.READ_ONLY_PERSON));

        restrict(equal, Limits.NONE, AllowList.OFF);

        assertThat(service().limits()).isEqualTo(Limits.NONE);
    }

    @Test
    void shouldNotFindAServiceOfAnotherSubscription() {
        Caller stranger =
                caller(subscriptions.administrator(subscriptions.create().id()));

        RuleViolation violation = catchThrowableOfType(
                RuleViolation.class,
                () -> changes.run(
                        stranger,
                        ((Caller.Person) stranger).subscriptionId(),
                        change -> services.restrict(change, integration.serviceId(), LIMITS, AllowList.OFF)));

        assertThat(violation.rule()).isEqualTo(Rule.NOT_FOUND);
        assertThat(service().limits()).isEqualTo(Limits.NONE);
    }

    private void restrict(Caller caller, Limits limits, AllowList list) {
        changes.run(
                caller,
                integration.subscriptionId(),
                change -> services.restrict(change, integration.serviceId(), limits, list));
    }

    private Rule refusal(Caller caller, Limits limits, AllowList list) {
        return catchThrowableOfType(RuleViolation.class, () -> restrict(caller, limits, list))
                .rule();
    }

    private CustomService service() {
        return store.with(handle ->
                        CustomServiceStore.byId(handle, integration.subscriptionId(), integration.serviceId()))
                .orElseThrow();
    }

    private long version() {
        return store.with(SubscriptionStore::versions).getOrDefault(integration.subscriptionId(), 0L);
    }

    private List<AuditEntry> audited() {
        return store.with(handle -> audit.entries(handle, integration.subscriptionId()));
    }

    private static AllowList list(String... entries) {
        return AllowList.of(Stream.of(entries)
                .map(entry -> AddressRange.parse(entry).orElseThrow())
                .toList());
    }

    private static Caller caller(Administrator person) {
        return new Caller.Person(
                person.subscriptionId(), person.userId(), person.login(), WorkspacePermissions.NONE, "127.0.0.1");
    }
}
