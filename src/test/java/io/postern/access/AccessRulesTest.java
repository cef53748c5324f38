package io.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.NewService;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.role.Roles;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.testing.Api;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessRulesTest {
    private static final Assignment ADMIN = new Assignment(BuiltInRole.ADMIN.id(), WorkspacePermissions.ALL);

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Inject
    Store store;

    @Inject
    Changes changes;

    @Inject
    Roles roles;

    @Inject
    Users users;

    @Inject
    CustomServices services;

    @Inject
    Subscriptions settings;

    @Inject
    AuditTrail audit;

    private int subscription;

    @BeforeEach
    void makeASubscription() {
        subscription = subscriptions.create().id();
    }

    @Test
    void shouldBeginWithTheBuiltInRolesAndNoApiRight() {
        List<Role> builtIn = store.with(handle -> RoleStore.roles(handle, subscription));

        assertThat(builtIn).extracting(Role::id).containsExactly(1, 2, 24, 25, 101, 102, 103, 104);
        assertThat(builtIn).allSatisfy(role -> assertThat(role.permissions()).noneMatch(Permission::isApi));
        assertThat(builtIn.getLast().name()).isEqualTo("API Only");
        assertThat(builtIn.getLast().permissions()).isEmpty();
        assertThat(role("Own", Permission.READ_ONLY_PERSON).id()).isEqualTo(105);
    }

    @Test
    void shouldKeepLoginsUniqueAcrossSubscriptionsUnderConcurrency() {
        int other = subscriptions.create().id();
        String login = subscriptions.login();

        List<Optional<RuleViolation>> outcomes = atOnce(
                attempt(subscription, change -> users.createApiOnly(change, named(login), Set.of())),
                attempt(other, change -> users.createApiOnly(change, named(login.toUpperCase()), Set.of())),
                attempt(subscription, change -> users.createApiOnly(change, named(login), Set.of())),
                attempt(other, change -> users.createApiOnly(change, named(login), Set.of())));

        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(outcomes.stream().flatMap(Optional::stream))
                .hasSize(3)
                .allMatch(violation -> violation.rule() == Rule.ALREADY_TAKEN);
    }

    @Test
    void shouldKeepTheLastAdminUnderConcurrency() {
        User first = admin();
        User second = admin();

        List<Optional<RuleViolation>> outcomes = atOnce(
                attempt(subscription, change -> users.delete(change, first.id())),
                attempt(subscription, change -> users.delete(change, second.id())));

        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(outcomes.stream().flatMap(Optional::stream))
                .singleElement()
                .extracting(RuleViolation::rule)
                .isEqualTo(Rule.LAST_ADMIN);
    }

    @Test
    void shouldNotTakeTheRoleFromTheLastAdminNorGiveAnExpiry() {
        User admin = admin();
        UserDetails expiring = new UserDetails(
                admin.email(), "Ada", "Admin", "", clock.instant().plusSeconds(60));

        assertThat(violation(change -> users.assign(change, admin.id(), Set.of())))
                .isEqualTo(Rule.LAST_ADMIN);
        assertThat(violation(change -> users.edit(change, admin.id(), expiring)))
                .isEqualTo(Rule.LAST_ADMIN);
        assertThat(violation(change -> users.delete(change, admin.id()))).isEqualTo(Rule.LAST_ADMIN);

        admin();
        changes.run(TestSubscriptions.TEST, subscription, change -> users.edit(change, admin.id(), expiring));
        assertThat(user(admin.id()).accessExpiresAt()).isEqualTo(expiring.accessExpiresAt());
    }

    @Test
    void shouldNotCountAnAdminWhoNeverSetAPassword() {
        User admin = admin();
        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> users.createPerson(change, named(subscriptions.login()), null, Set.of(ADMIN)));

        assertThat(violation(change -> users.delete(change, admin.id()))).isEqualTo(Rule.LAST_ADMIN);
    }

    @Test
    void shouldAssignAdminForAllWorkspacesOnlyAndNeverEditIt() {
        assertThat(violation(change ->
                        users.createPerson(change, named(subscriptions.login()), null, Set.of(new Assignment(1, 1)))))
                .isEqualTo(Rule.ONLY_ALL_WORKSPACES);
        assertThat(violation(change -> roles.edit(change, 1, "Root", "", Set.of())))
                .isEqualTo(Rule.BUILT_IN_ROLE);
        assertThat(violation(change -> roles.delete(change, 2))).isEqualTo(Rule.BUILT_IN_ROLE);
    }

    @Test
    void shouldLetNobodyGrantWhatTheyDoNotHold() {
        Role managers = role("Managers", Permission.ACCESS_ROLES, Permission.ACCESS_USERS, Permission.READ_ONLY_PERSON);
        Role writers = role("Writers", Permission.READ_WRITE_PERSON);
        Role readers = role("Readers", Permission.READ_ONLY_PERSON);
        Caller manager = person(Set.of(new Assignment(managers.id(), WorkspacePermissions.ALL)));

        assertThat(violation(manager, change -> roles.create(change, "More", "", Set.of(Permission.READ_WRITE_PERSON))))
                .isEqualTo(Rule.NOT_HELD);
        assertThat(violation(
                        manager,
                        change -> roles.edit(change, readers.id(), "Readers", "", Set.of(Permission.APPROVE_ASSETS))))
                .isEqualTo(Rule.NOT_HELD);
        assertThat(violation(manager, change -> roles.edit(change, writers.id(), "Writers", "", Set.of())))
                .as("nor edit a role that carries it")
                .isEqualTo(Rule.NOT_HELD);
        assertThat(violation(
                        manager,
                        change -> users.createApiOnly(
                                change,
                                named(subscriptions.login()),
                                Set.of(new Assignment(writers.id(), WorkspacePermissions.ALL)))))
                .isEqualTo(Rule.NOT_HELD);
        assertThat(violation(
                        manager,
                        change -> users.createPerson(change, named(subscriptions.login()), null, Set.of(ADMIN))))
                .isEqualTo(Rule.NOT_HELD);

        User writer = changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> users.createApiOnly(
                        change,
                        named(subscriptions.login()),
                        Set.of(new Assignment(writers.id(), WorkspacePermissions.ALL))));
        assertThat(violation(manager, change -> users.assign(change, writer.id(), Set.of())))
                .as("nor take it from somebody")
                .isEqualTo(Rule.NOT_HELD);

        changes.run(
                manager,
                subscription,
                change -> users.createApiOnly(
                        change,
                        named(subscriptions.login()),
                        Set.of(new Assignment(readers.id(), WorkspacePermissions.ALL))));
    }

    @Test
    void shouldLetOneGrantOnlyWhereTheyHold() {
        Role managers = role("Managers", Permission.ACCESS_USERS, Permission.READ_ONLY_PERSON);
        Role readers = role("Readers", Permission.READ_ONLY_PERSON);
        Caller local = person(Set.of(new Assignment(managers.id(), 1)));

        assertThat(violation(
                        local,
                        change -> users.createApiOnly(
                                change,
                                named(subscriptions.login()),
                                Set.of(new Assignment(readers.id(), WorkspacePermissions.ALL)))))
                .isEqualTo(Rule.NOT_HELD);
        changes.run(
                local,
                subscription,
                change -> users.createApiOnly(
                        change, named(subscriptions.login()), Set.of(new Assignment(readers.id(), 1))));
    }

    @Test
    void shouldLetAdminGrantEverything() {
        User admin = admin();
        Caller caller = new Caller.Person(subscription, admin.id(), admin.login(), WorkspacePermissions.NONE, "");

        Role made = changes.apply(
                caller,
                subscription,
                change -> roles.create(change, "All", "", Permission.subtree(Permission.ACCESS_API)));

        assertThat(made.permissions()).contains(Permission.READ_WRITE_PERSON, Permission.ACCESS_API);
    }

    @Test
    void shouldCheckRightsAgainstRowsAndNotAgainstWhatTheCallerOnceHeld() {
        Role managers = role("Managers", Permission.ACCESS_ROLES, Permission.READ_ONLY_PERSON);
        Caller.Person manager = person(Set.of(new Assignment(managers.id(), WorkspacePermissions.ALL)));
        changes.run(TestSubscriptions.TEST, subscription, change -> users.assign(change, manager.userId(), Set.of()));

        assertThat(violation(manager, change -> roles.create(change, "Late", "", Set.of(Permission.READ_ONLY_PERSON))))
                .isEqualTo(Rule.NOT_HELD);
    }

    @Test
    void shouldLetNobodyEditARoleTheyHold() {
        Role managers = role("Managers", Permission.ACCESS_ROLES);
        Caller manager = person(Set.of(new Assignment(managers.id(), WorkspacePermissions.ALL)));

        assertThat(violation(manager, change -> roles.edit(change, managers.id(), "Mine", "", Set.of())))
                .isEqualTo(Rule.OWN_ROLE);
    }

    @Test
    void shouldNotDeleteARoleInUseAndNameItsHolders() {
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);

        RuleViolation violation = refused(TestSubscriptions.TEST, change -> roles.delete(change, integration.roleId()));

        assertThat(violation.rule()).isEqualTo(Rule.ROLE_IN_USE);
        assertThat(violation.text()).contains(integration.login());
    }

    @Test
    void shouldNotDeleteAUserWhoOwnsServicesAndNameThem() {
        Integration integration = subscriptions.integration(subscription);

        RuleViolation violation = refused(TestSubscriptions.TEST, change -> users.delete(change, integration.userId()));

        assertThat(violation.rule()).isEqualTo(Rule.USER_OWNS_SERVICES);
        assertThat(violation.text()).contains("Service of " + integration.login());
    }

    @Test
    void shouldGiveServicesToApiOnlyUsersOnly() {
        User person = admin();

        assertThat(violation(change -> services.create(
                        change, new NewService("S", "", person.id(), Optional.empty(), Optional.empty()))))
                .isEqualTo(Rule.NOT_API_ONLY);
    }

    @Test
    void shouldRenameABoundUserWithoutTouchingTheirCredentials() {
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);
        String renamed = subscriptions.login();

        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> users.edit(change, integration.userId(), new UserDetails(renamed, "New", "Name", "", null)));

        assertThat(Api.token(integration)).isEqualTo(token);
        assertThat(Api.get("/rest/v1/stats/usage.json", token)
                        .result()
                        .path(0)
                        .path("users")
                        .path(0)
                        .path("userId")
                        .asText())
                .isEqualTo(renamed);
    }

    @Test
    void shouldRefuseAnEndOfAccessThatIsNotInTheFuture() {
        Instant now = clock.instant();

        assertThat(violation(change -> users.createApiOnly(
                        change, new UserDetails(subscriptions.login(), "A", "B", "", now), Set.of())))
                .isEqualTo(Rule.NOT_IN_FUTURE);
    }

    @Test
    void shouldRefuseTextsThatCannotBeKept() {
        assertThat(violation(change -> roles.create(change, "A", "a\0b", Set.of())))
                .isEqualTo(Rule.CONTROL_CHARACTER);
        assertThat(violation(change -> roles.create(change, "A", "x".repeat(2001), Set.of())))
                .isEqualTo(Rule.TOO_LONG);
        assertThat(violation(change -> roles.create(change, "a\nb", "", Set.of())))
                .isEqualTo(Rule.CONTROL_CHARACTER);
        assertThat(violation(change -> roles.create(change, " ", "", Set.of()))).isEqualTo(Rule.MISSING);
    }

    @Test
    void shouldGrantAParentWithItsChild() {
        assertThat(role("Mail", Permission.APPROVE_EMAIL).permissions())
                .containsExactlyInAnyOrder(
                        Permission.APPROVE_EMAIL,
                        Permission.EDIT_EMAIL,
                        Permission.ACCESS_EMAIL,
                        Permission.ACCESS_DESIGN_STUDIO);
    }

    @Test
    void shouldNumberWorkspacesAsDocumentedAndRefuseATakenName() {
        int id = changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> settings.createWorkspace(change, "EMEA", "").id());

        assertThat(id).isEqualTo(1008);
        assertThat(violation(change -> settings.createWorkspace(change, "emea", "")))
                .isEqualTo(Rule.ALREADY_TAKEN);
    }

    @Test
    void shouldChangeAllOrNothingAndAuditWhatWasChanged() {
        int before = entries();
        assertThat(violation(change -> {
                    roles.create(change, "First", "", Set.of());
                    roles.create(change, "first", "", Set.of());
                }))
                .isEqualTo(Rule.ALREADY_TAKEN);
        assertThat(entries()).isEqualTo(before);

        role("First");

        assertThat(entries()).isEqualTo(before + 1);
        Optional<Long> broken = store.with(handle -> audit.firstBroken(handle, subscription));
        assertThat(broken).isEmpty();
    }

    @Test
    void shouldFindARowOfTheAuditTrailThatWasChangedRemovedOrCutOff() {
        role("One");
        role("Two");
        role("Three");

        store.useTransaction(handle -> {
            handle.execute("UPDATE audit SET after = 'x' WHERE subscription_id = ? AND sequence = 3", subscription);
            assertThat(audit.firstBroken(handle, subscription)).hasValue(3L);
            handle.rollback();
        });
        store.useTransaction(handle -> {
            handle.execute("DELETE FROM audit WHERE subscription_id = ? AND sequence = 2", subscription);
            assertThat(audit.firstBroken(handle, subscription)).hasValue(2L);
            handle.rollback();
        });
        store.useTransaction(handle -> {
            handle.execute("DELETE FROM audit WHERE subscription_id = ? AND sequence = 4", subscription);
            assertThat(audit.firstBroken(handle, subscription)).hasValue(4L);
            handle.rollback();
        });
    }

    @Test
    void shouldServeTokensWhileServicesAreEditedAndLeadsWhileAccessIsChanged() throws Exception {
        Integration integration = subscriptions.integration(subscription, Permission.READ_WRITE_PERSON);
        List<Callable<Optional<RuleViolation>>> work = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String name = "Renamed " + i;
            work.add(attempt(
                    subscription,
                    change -> services.edit(change, integration.serviceId(), name, "", integration.userId())));
            work.add(() -> {
                clock.advance(Duration.ofHours(2));
                assertThat(Api.token(integration)).isNotEmpty();
                return Optional.empty();
            });
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Optional<RuleViolation>> done : threads.invokeAll(work)) {
                assertThat(done.get()).isEmpty();
            }
        }

        changes.run(TestSubscriptions.TEST, subscription, change -> {
            roles.create(change, "While this is open", "", Set.of());
            assertThat(Api.post(
                                    "/rest/v1/leads.json",
                                    Api.token(integration),
                                    "{\"input\":[{\"email\":\"meanwhile@b.example\"}]}")
                            .result()
                            .path(0)
                            .path("status")
                            .asText())
                    .isEqualTo("created");
        });
    }

    @Test
    void shouldLetNobodyChangeAnotherSubscription() {
        Caller stranger = new Caller.Person(
                subscriptions.create().id(), 1, "stranger@test.example", WorkspacePermissions.NONE, "");

        assertThatIllegalStateException()
                .isThrownBy(() -> changes.run(stranger, subscription, change -> roles.delete(change, 104)));
    }

    private int entries() {
        return store.with(handle -> audit.entries(handle, subscription)).size();
    }

    private Role role(String name, Permission... permissions) {
        return changes.apply(
                TestSubscriptions.TEST, subscription, change -> roles.create(change, name, "", Set.of(permissions)));
    }

    private User admin() {
        return changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> users.createPerson(change, named(subscriptions.login()), "hash", Set.of(ADMIN)));
    }

    private Caller.Person person(Set<Assignment> assignments) {
        User user = changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> users.createPerson(change, named(subscriptions.login()), "hash", assignments));
        return new Caller.Person(subscription, user.id(), user.login(), WorkspacePermissions.NONE, "127.0.0.1");
    }

    private User user(long id) {
        return store.with(handle -> UserStore.byId(handle, subscription, id)).orElseThrow();
    }

    private static UserDetails named(String login) {
        return new UserDetails(login, "Ada", "Admin", "", null);
    }

    private @Nullable Rule violation(Consumer<Change> work) {
        return violation(TestSubscriptions.TEST, work);
    }

    private @Nullable Rule violation(Caller caller, Consumer<Change> work) {
        return refused(caller, work).rule();
    }

    private RuleViolation refused(Caller caller, Consumer<Change> work) {
        return catchThrowableOfType(RuleViolation.class, () -> changes.run(caller, subscription, work));
    }

    private Callable<Optional<RuleViolation>> attempt(int subscriptionId, Consumer<Change> work) {
        return () -> {
            try {
                changes.run(TestSubscriptions.TEST, subscriptionId, work);
                return Optional.empty();
            } catch (RuleViolation e) {
                return Optional.of(e);
            }
        };
    }

    @SafeVarargs
    private static List<Optional<RuleViolation>> atOnce(Callable<Optional<RuleViolation>>... attempts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(List.of(attempts)).stream()
                    .map(AccessRulesTest::outcome)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Optional<RuleViolation> outcome(Future<Optional<RuleViolation>> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
