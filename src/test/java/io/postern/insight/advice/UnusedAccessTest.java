package io.postern.insight.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.postern.access.Changes;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.SecretDetails;
import io.postern.access.customservice.SecretUses;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.role.Role;
import io.postern.access.role.Roles;
import io.postern.access.subscription.Change;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.insight.advice.UnusedAccess.Wanted;
import io.postern.insight.calls.LastCalls;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is listed as unused or about to end, to the edges of each span. */
@QuarkusTest
class UnusedAccessTest {
    private static final Duration SPAN = Duration.ofDays(90);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final String OPERATION = "getLeadsByFilterUsingGET";

    @Inject
    Store store;

    @Inject
    TestClock clock;

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    CustomServices services;

    @Inject
    ClientSecrets secrets;

    @Inject
    Users users;

    @Inject
    Roles roles;

    @Inject
    LastCalls lastCalls;

    @Inject
    SecretUses secretUses;

    @Inject
    UnusedAccess access;

    private int subscription;

    /** The last instant that is too long ago, and the first that is not. */
    private Instant tooLongAgo;

    private Instant edge;

    @BeforeEach
    void makeASubscription() {
        subscription = subscriptions.create().id();
        edge = clock.instant().minus(SPAN);
        tooLongAgo = edge.minus(MOMENT);
    }

    @Test
    void shouldListServicesThatWereNotServedForLongerThanTheSpan() {
        Integration never = oldIntegration();
        Integration longAgo = oldIntegration();
        called(longAgo, longAgo.userId(), tooLongAgo, null);
        Integration longer = oldIntegration();
        called(longer, longer.userId(), tooLongAgo.minus(MOMENT), null);
        Integration atTheEdge = oldIntegration();
        called(atTheEdge, atTheEdge.userId(), edge, null);

        assertThat(list(HousekeepingList.SERVICES))
                .extracting(UnusedService::id, UnusedService::login, UnusedService::lastCalledAt)
                .containsExactly(
                        tuple(never.serviceId(), never.login(), null),
                        tuple(longer.serviceId(), longer.login(), tooLongAgo.minus(MOMENT)),
                        tuple(longAgo.serviceId(), longAgo.login(), tooLongAgo));
    }

    @Test
    void shouldTakeACallByAnyOperationAndAnyUserForUseOfAService() {
        Integration givenAway = oldIntegration();
        Integration former = oldIntegration();
        called(givenAway, givenAway.userId(), tooLongAgo, null);
        called(givenAway, former.userId(), edge, null);

        assertThat(list(HousekeepingList.SERVICES))
                .extracting(UnusedService::id)
                .containsExactly(former.serviceId());
    }

    @Test
    void shouldKnowACallThatOnlyThisNodeKnowsOf() {
        Integration integration = oldIntegration();
        lastCalls.served(caller(integration), OPERATION, false, clock.instant());

        assertThat(list(HousekeepingList.SERVICES)).isEmpty();
        assertThat(list(HousekeepingList.USERS)).isEmpty();
    }

    @Test
    void shouldLeaveOutServicesThatAreNewOrDisabled() {
        Integration made = oldIntegration();
        age("custom_service", made.serviceId(), edge);
        Integration disabled = oldIntegration();
        change(change -> services.disable(change, disabled.serviceId()));

        assertThat(list(HousekeepingList.SERVICES)).isEmpty();
        age("custom_service", made.serviceId(), tooLongAgo);
        assertThat(list(HousekeepingList.SERVICES))
                .extracting(UnusedService::id)
                .containsExactly(made.serviceId());
    }

    @Test
    void shouldListSecretsThatAreNotUsedWhileAnotherOneIsAccepted() {
        Integration integration = oldIntegration();
        Integration single = oldIntegration();
        rotate(integration);
        long fresh = secretsOf(integration).getFirst().id();
        long old = secretsOf(integration).getLast().id();

        assertThat(list(HousekeepingList.SECRETS))
                .extracting(UnusedSecret::id, UnusedSecret::serviceId, UnusedSecret::current, UnusedSecret::lastUsedAt)
                .containsExactly(tuple(old, integration.serviceId(), false, null));

        used(old, tooLongAgo);
        age("client_secret", fresh, tooLongAgo);
        assertThat(list(HousekeepingList.SECRETS))
                .extracting(UnusedSecret::id, UnusedSecret::current, UnusedSecret::lastUsedAt, UnusedSecret::endsAt)
                .containsExactly(
                        tuple(fresh, true, null, null),
                        tuple(old, false, tooLongAgo, clock.instant().plus(ClientSecrets.DEFAULT_OVERLAP)));

        used(old, edge);
        age("client_secret", fresh, edge);
        assertThat(list(HousekeepingList.SECRETS)).isEmpty();
        assertThat(secretsOf(single)).hasSize(1);
    }

    @Test
    void shouldKnowAUseOfASecretThatOnlyThisNodeKnowsOf() {
        Integration integration = oldIntegration();
        rotate(integration);
        secretUses.note(secretsOf(integration).getLast().id(), clock.instant());

        assertThat(list(HousekeepingList.SECRETS)).isEmpty();
    }

    @Test
    void shouldLeaveOutSecretsThatHaveEndedOrOfWhichTheOtherHas() {
        Integration integration = oldIntegration();
        rotate(integration);
        long fresh = secretsOf(integration).getFirst().id();
        long old = secretsOf(integration).getLast().id();
        age("client_secret", fresh, tooLongAgo);
        expires("client_secret", "retires_at", old, clock.instant());

        assertThat(list(HousekeepingList.SECRETS)).isEmpty();
        expires("client_secret", "retires_at", old, clock.instant().plus(MOMENT));
        assertThat(list(HousekeepingList.SECRETS)).extracting(UnusedSecret::id).containsExactlyInAnyOrder(fresh, old);

        change(change -> services.disable(change, integration.serviceId()));
        assertThat(list(HousekeepingList.SECRETS)).isEmpty();
    }

    @Test
    void shouldListApiOnlyUsersForWhomNoCallWasServed() {
        Integration never = oldIntegration();
        Integration longAgo = oldIntegration();
        called(longAgo, longAgo.userId(), tooLongAgo, null);
        Integration atTheEdge = oldIntegration();
        called(atTheEdge, atTheEdge.userId(), edge, null);
        Integration formerOwner = oldIntegration();
        called(atTheEdge, formerOwner.userId(), edge, null);

        assertThat(list(HousekeepingList.USERS))
                .extracting(UnusedUser::id, UnusedUser::apiOnly, UnusedUser::lastUsedAt, UnusedUser::services)
                .containsExactly(tuple(never.userId(), true, null, 1L), tuple(longAgo.userId(), true, tooLongAgo, 1L));
    }

    @Test
    void shouldListPeopleWhoDidNotSignInAndInvitations() {
        User invited = invite();
        age("user_account", invited.id(), tooLongAgo);
        Administrator longAgo = oldPerson(tooLongAgo);
        oldPerson(edge);
        Administrator never = oldPerson(null);

        assertThat(list(HousekeepingList.USERS))
                .extracting(UnusedUser::id, UnusedUser::apiOnly, UnusedUser::pending, UnusedUser::lastUsedAt)
                .containsExactly(
                        tuple(invited.id(), false, true, null),
                        tuple(never.userId(), false, false, null),
                        tuple(longAgo.userId(), false, false, tooLongAgo));
    }

    @Test
    void shouldTakeACallOfAMovedServiceForUseOfItsOwnerNow() {
        Integration owner = oldIntegration();
        Integration former = oldIntegration();
        called(owner, former.userId(), edge, null);

        assertThat(list(HousekeepingList.USERS)).isEmpty();
        assertThat(list(HousekeepingList.ROLES))
                .extracting(UnusedRole::id)
                .doesNotContain(owner.roleId(), former.roleId());
    }

    @Test
    void shouldLeaveOutUsersWhoAreNewDisabledOrExpired() {
        Integration made = oldIntegration();
        age("user_account", made.userId(), edge);
        Integration disabled = oldIntegration();
        change(change -> users.disable(change, disabled.userId()));
        Integration expired = oldIntegration();
        expires("user_account", "access_expires_at", expired.userId(), clock.instant());

        assertThat(list(HousekeepingList.USERS)).isEmpty();
        expires(
                "user_account",
                "access_expires_at",
                expired.userId(),
                clock.instant().plus(MOMENT));
        assertThat(list(HousekeepingList.USERS)).extracting(UnusedUser::id).containsExactly(expired.userId());
    }

    @Test
    void shouldListRolesThatNobodyHoldsAndNotThoseThatStay() {
        Role free = role("Free");
        ageRoles(tooLongAgo);

        assertThat(list(HousekeepingList.ROLES))
                .extracting(UnusedRole::id, UnusedRole::isFree, UnusedRole::lastUsedAt)
                .containsExactly(
                        tuple(BuiltInRole.ANALYTICS_USER.id(), true, null),
                        tuple(BuiltInRole.MARKETING_USER.id(), true, null),
                        tuple(BuiltInRole.WEB_DESIGNER.id(), true, null),
                        tuple(BuiltInRole.API_ONLY.id(), true, null),
                        tuple(free.id(), true, null));

        ageRoles(edge);
        assertThat(list(HousekeepingList.ROLES)).isEmpty();
    }

    @Test
    void shouldListRolesOfWhichNoHolderIsInUse() {
        Integration unused = oldIntegration();
        called(unused, unused.userId(), tooLongAgo, null);
        Integration used = oldIntegration();
        called(used, used.userId(), edge, null);
        Integration fresh = oldIntegration();
        age("user_account", fresh.userId(), edge);
        ageRoles(tooLongAgo);

        assertThat(ownRoles())
                .extracting(UnusedRole::id, UnusedRole::holders, UnusedRole::lastUsedAt)
                .containsExactly(tuple(unused.roleId(), 1L, tooLongAgo));

        change(change -> users.disable(change, used.userId()));
        expires("user_account", "access_expires_at", fresh.userId(), clock.instant());
        assertThat(ownRoles())
                .extracting(UnusedRole::id)
                .containsExactlyInAnyOrder(unused.roleId(), used.roleId(), fresh.roleId());
    }

    @Test
    void shouldTakeASignInOfOneHolderForUseOfARole() {
        Role role = role("Readers");
        Administrator absent = oldPerson(null);
        Administrator present = oldPerson(tooLongAgo);
        assign(absent, role);
        assign(present, role);
        ageRoles(tooLongAgo);

        assertThat(ownRoles()).extracting(UnusedRole::id, UnusedRole::holders).containsExactly(tuple(role.id(), 2L));
        signedIn(present.userId(), edge);
        assertThat(ownRoles()).isEmpty();
    }

    @Test
    void shouldListWhatEndsSoonInItsOrder() {
        Integration month = oldIntegration();
        Integration week = oldIntegration();
        Integration user = oldIntegration();
        Integration later = oldIntegration();
        Instant now = clock.instant();
        secretEnds(month, now.plus(Duration.ofDays(30)));
        secretEnds(week, now.plus(Duration.ofDays(7)));
        secretEnds(later, now.plus(Duration.ofDays(30)).plus(MOMENT));
        expires(
                "user_account",
                "access_expires_at",
                later.userId(),
                now.plus(Duration.ofDays(30)).plus(MOMENT));
        expires("user_account", "access_expires_at", user.userId(), now.plus(Duration.ofDays(1)));

        List<EndingAccess> endings = list(HousekeepingList.ENDING);

        assertThat(endings)
                .containsExactly(
                        new EndingAccess.OfUser(user.userId(), user.login(), 1, now.plus(Duration.ofDays(1))),
                        new EndingAccess.OfSecret(
                                week.serviceId(), name(week), true, false, null, now.plus(Duration.ofDays(7))),
                        new EndingAccess.OfSecret(
                                month.serviceId(), name(month), true, false, null, now.plus(Duration.ofDays(30))));
        assertThat(endings)
                .extracting(ending -> ending.within(now))
                .containsExactly(EndingAccess.Within.DAY, EndingAccess.Within.WEEK, EndingAccess.Within.MONTH);
        assertThat(endings.getFirst().within(now.minus(MOMENT))).isEqualTo(EndingAccess.Within.WEEK);
    }

    @Test
    void shouldTellWhetherAnotherSecretGoesOn() {
        Integration integration = oldIntegration();
        Instant now = clock.instant();
        Instant oldEnds = now.plus(ClientSecrets.DEFAULT_OVERLAP);
        rotate(integration);
        assertThat(list(HousekeepingList.ENDING))
                .containsExactly(new EndingAccess.OfSecret(
                        integration.serviceId(), name(integration), false, true, null, oldEnds));

        Instant freshEnds = oldEnds.plus(MOMENT);
        expires("client_secret", "expires_at", secretsOf(integration).getFirst().id(), freshEnds);
        assertThat(list(HousekeepingList.ENDING))
                .containsExactly(
                        new EndingAccess.OfSecret(
                                integration.serviceId(), name(integration), false, true, freshEnds, oldEnds),
                        new EndingAccess.OfSecret(
                                integration.serviceId(), name(integration), true, false, null, freshEnds));
    }

    @Test
    void shouldNotTellOfAnEndOfWhatDoesNotWorkAnyMore() {
        Integration ended = oldIntegration();
        Integration disabled = oldIntegration();
        Integration userDisabled = oldIntegration();
        Integration userExpired = oldIntegration();
        Instant now = clock.instant();
        Instant tomorrow = now.plus(Duration.ofDays(1));
        secretEnds(ended, now);
        secretEnds(disabled, tomorrow);
        secretEnds(userDisabled, tomorrow);
        secretEnds(userExpired, tomorrow);
        change(change -> services.disable(change, disabled.serviceId()));
        change(change -> users.disable(change, userDisabled.userId()));
        expires("user_account", "access_expires_at", userDisabled.userId(), tomorrow);
        expires("user_account", "access_expires_at", userExpired.userId(), now);
        expires("user_account", "access_expires_at", invite().id(), tomorrow);

        assertThat(list(HousekeepingList.ENDING)).isEmpty();
        secretEnds(ended, now.plus(MOMENT));
        expires("user_account", "access_expires_at", disabled.userId(), now.plus(MOMENT));
        assertThat(list(HousekeepingList.ENDING))
                .containsExactlyInAnyOrder(
                        new EndingAccess.OfSecret(ended.serviceId(), name(ended), true, false, null, now.plus(MOMENT)),
                        // what is disabled does not end with its user
                        new EndingAccess.OfUser(disabled.userId(), disabled.login(), 0, now.plus(MOMENT)));
    }

    @Test
    void shouldListWhoSendsTokensAsParametersLately() {
        Integration header = oldIntegration();
        called(header, header.userId(), clock.instant(), null);
        Integration query = oldIntegration();
        called(query, query.userId(), clock.instant(), edge);
        called(query, "syncLeadUsingPOST", query.userId(), clock.instant(), edge.plus(MOMENT));
        called(query, "getLeadByIdUsingGET", query.userId(), clock.instant(), tooLongAgo);
        Integration last = oldIntegration();
        called(last, last.userId(), clock.instant(), edge.plus(MOMENT).plus(MOMENT));
        Integration stopped = oldIntegration();
        called(stopped, stopped.userId(), clock.instant(), tooLongAgo);
        Integration disabled = oldIntegration();
        called(disabled, disabled.userId(), clock.instant(), clock.instant());
        change(change -> services.disable(change, disabled.serviceId()));

        assertThat(list(HousekeepingList.TOKENS_IN_PARAMETERS))
                .containsExactly(
                        new TokenInParameters(
                                last.serviceId(),
                                name(last),
                                last.login(),
                                edge.plus(MOMENT).plus(MOMENT),
                                OPERATION,
                                1),
                        new TokenInParameters(
                                query.serviceId(),
                                name(query),
                                query.login(),
                                edge.plus(MOMENT),
                                "syncLeadUsingPOST",
                                2));
    }

    @Test
    void shouldFilterCountAndCutIntoPages() {
        Integration one = oldIntegration();
        Integration other = oldIntegration();
        Wanted all = new Wanted(subscription, SPAN, "");
        Wanted narrowed = new Wanted(subscription, SPAN, one.login().toUpperCase(Locale.ROOT));

        assertThat(access.count(HousekeepingList.SERVICES, all)).isEqualTo(2);
        assertThat(access.count(HousekeepingList.SERVICES, narrowed)).isEqualTo(1);
        assertThat(access.list(HousekeepingList.SERVICES, narrowed, 0, 50))
                .extracting(UnusedService::id)
                .containsExactly(one.serviceId());
        assertThat(access.list(HousekeepingList.SERVICES, all, 1, 1))
                .extracting(UnusedService::id)
                .containsExactly(other.serviceId());
        assertThat(access.counts(
                        List.of(HousekeepingList.SERVICES, HousekeepingList.USERS, HousekeepingList.ENDING), narrowed))
                .containsOnly(
                        Map.entry(HousekeepingList.SERVICES, 2L),
                        Map.entry(HousekeepingList.USERS, 2L),
                        Map.entry(HousekeepingList.ENDING, 0L));
    }

    @Test
    void shouldShowNothingOfAnotherSubscription() {
        Integration integration = oldIntegration();
        rotate(integration);
        called(integration, integration.userId(), tooLongAgo, clock.instant());
        ageRoles(tooLongAgo);
        List<HousekeepingList<?>> all = List.of(
                HousekeepingList.SERVICES,
                HousekeepingList.SECRETS,
                HousekeepingList.USERS,
                HousekeepingList.ROLES,
                HousekeepingList.ENDING,
                HousekeepingList.TOKENS_IN_PARAMETERS);
        Wanted own = new Wanted(subscription, SPAN, "");
        Wanted others = new Wanted(subscriptions.create().id(), SPAN, "");

        assertThat(all).allSatisfy(listing -> {
            assertThat(access.list(listing, own, 0, 50)).isNotEmpty();
            assertThat(access.list(listing, others, 0, 50)).isEmpty();
        });
        assertThat(access.counts(all, others).values()).containsOnly(0L);
    }

    private <R> List<R> list(HousekeepingList<R> listing) {
        return access.list(listing, new Wanted(subscription, SPAN, ""), 0, 50);
    }

    /** Those that somebody made. */
    private List<UnusedRole> ownRoles() {
        return list(HousekeepingList.ROLES).stream()
                .filter(role -> role.id() >= BuiltInRole.FIRST_OWN_ID)
                .toList();
    }

    /** One whose user, service and secret were made long enough ago; its role was not. */
    private Integration oldIntegration() {
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        age("user_account", integration.userId(), tooLongAgo);
        age("custom_service", integration.serviceId(), tooLongAgo);
        age("client_secret", secretsOf(integration).getFirst().id(), tooLongAgo);
        return integration;
    }

    /** Somebody who was made long enough ago, and holds a role that is not listed. */
    private Administrator oldPerson(@Nullable Instant lastSignedIn) {
        Administrator person = subscriptions.administrator(subscription);
        age("user_account", person.userId(), tooLongAgo);
        signedIn(person.userId(), lastSignedIn);
        return person;
    }

    private User invite() {
        return changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> users.createPerson(
                        change,
                        new UserDetails(subscriptions.login(), "In", "Vited", "", null),
                        null,
                        Set.of(new Assignment(BuiltInRole.STANDARD_USER.id(), WorkspacePermissions.ALL))));
    }

    private Role role(String name) {
        return changes.apply(TestSubscriptions.TEST, subscription, change -> roles.create(change, name, "", Set.of()));
    }

    private void assign(Administrator person, Role role) {
        change(change -> users.assign(
                change,
                person.userId(),
                Set.of(
                        new Assignment(BuiltInRole.ADMIN.id(), WorkspacePermissions.ALL),
                        new Assignment(role.id(), WorkspacePermissions.ALL))));
    }

    private void rotate(Integration integration) {
        change(change -> secrets.rotate(change, integration.serviceId(), ClientSecrets.DEFAULT_OVERLAP));
    }

    private void change(Consumer<Change> work) {
        changes.run(TestSubscriptions.TEST, subscription, work);
    }

    /** The newest first. */
    private List<SecretDetails> secretsOf(Integration integration) {
        return store.with(handle -> secrets.list(handle, subscription, integration.serviceId()));
    }

    private void secretEnds(Integration integration, Instant at) {
        expires("client_secret", "expires_at", secretsOf(integration).getFirst().id(), at);
    }

    private static String name(Integration integration) {
        return "Service of " + integration.login();
    }

    private static Caller.Service caller(Integration integration) {
        return new Caller.Service(
                integration.subscriptionId(),
                integration.serviceId(),
                name(integration),
                integration.userId(),
                integration.login(),
                WorkspacePermissions.NONE,
                "192.0.2.1");
    }

    private void called(Integration integration, long userId, Instant at, @Nullable Instant inParametersAt) {
        called(integration, OPERATION, userId, at, inParametersAt);
    }

    private void called(
            Integration integration, String operation, long userId, Instant at, @Nullable Instant inParametersAt) {
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO service_operation (subscription_id, user_id, service_id, operation, last_called_at,
                                                       token_in_parameters_at)
                        VALUES (:subscription, :user, :service, :operation, :at, :in_parameters)
                        """)
                .bind("subscription", subscription)
                .bind("user", userId)
                .bind("service", integration.serviceId())
                .bind("operation", operation)
                .bind("at", at)
                .bindByType("in_parameters", inParametersAt, Instant.class)
                .execute());
    }

    private void age(String table, long id, Instant createdAt) {
        set(table, "created_at", id, createdAt);
    }

    private void used(long secretId, Instant at) {
        set("client_secret", "last_used_at", secretId, at);
    }

    private void signedIn(long userId, @Nullable Instant at) {
        set("user_account", "last_login_at", userId, at);
    }

    private void expires(String table, String column, long id, Instant at) {
        set(table, column, id, at);
    }

    private void ageRoles(Instant createdAt) {
        store.useTransaction(
                handle -> handle.createUpdate("UPDATE role SET created_at = :at WHERE subscription_id = :subscription")
                        .bind("at", createdAt)
                        .bind("subscription", subscription)
                        .execute());
    }

    /** Past the services of access, which know no past. */
    private void set(String table, String column, long id, @Nullable Instant at) {
        store.useTransaction(handle -> handle.createUpdate("UPDATE <table> SET <column> = :at WHERE id = :id")
                .define("table", table)
                .define("column", column)
                .bindByType("at", at, Instant.class)
                .bind("id", id)
                .execute());
    }
}
