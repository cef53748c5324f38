package io.postern.insight.advice;

import static io.postern.access.permission.Permission.READ_ONLY_PERSON;
import static io.postern.access.permission.Permission.READ_WRITE_PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.Roles;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.subscription.Workspace;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.insight.advice.Grantee.Kind;
import io.postern.testing.Api;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was granted and what was called, read from the database. */
@QuarkusTest
class PrivilegesTest {
    private static final String READ = "/rest/v1/leads.json?filterType=email&filterValues=a@b.example";

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Roles roles;

    @Inject
    Users users;

    @Inject
    CustomServices services;

    @Inject
    Subscriptions workspaces;

    @Inject
    Store store;

    @Inject
    Privileges privileges;

    @Test
    void shouldTakeForNeededByItsNewUserWhatAMovedServiceCalled() {
        Integration integration = subscriptions.integration(READ_WRITE_PERSON, Permission.APPROVE_ASSETS);
        int subscription = integration.subscriptionId();
        Api.get(READ, Api.token(integration));
        Integration other = subscriptions.integration(subscription, READ_ONLY_PERSON);
        assertThat(find(subscription, Kind.ROLE, other.roleId()).use().neededBy(READ_ONLY_PERSON))
                .isEmpty();

        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> services.edit(change, integration.serviceId(), "Moved", "", other.userId()));

        assertThat(find(subscription, Kind.ROLE, other.roleId()).use().neededBy(READ_ONLY_PERSON))
                .hasSize(1);
        assertThat(find(subscription, Kind.USER, other.userId()).use().neededBy(READ_ONLY_PERSON))
                .hasSize(1);
        assertThat(find(subscription, Kind.SERVICE, integration.serviceId())
                        .use()
                        .neededBy(READ_ONLY_PERSON))
                .hasSize(1);
        assertThat(find(subscription, Kind.ROLE, integration.roleId()).use().neededBy(READ_WRITE_PERSON))
                .as("the former role")
                .hasSize(1);
        assertThat(find(subscription, Kind.USER, integration.userId()).use().served())
                .as("the former user")
                .hasSize(1);
    }

    @Test
    void shouldForgetWhatADeletedServiceCalled() {
        Integration integration = subscriptions.integration(READ_WRITE_PERSON);
        int subscription = integration.subscriptionId();
        Api.get(READ, Api.token(integration));
        assertThat(find(subscription, Kind.ROLE, integration.roleId()).use().served())
                .hasSize(1);

        changes.run(TestSubscriptions.TEST, subscription, change -> services.delete(change, integration.serviceId()));

        assertThat(find(subscription, Kind.ROLE, integration.roleId()).use().served())
                .isEmpty();
        assertThat(privileges.find(subscription, Kind.SERVICE, integration.serviceId()))
                .isEmpty();
    }

    @Test
    void shouldTellWhoHoldsARole() {
        Integration integration = subscriptions.integration(READ_WRITE_PERSON);
        int subscription = integration.subscriptionId();
        long person =
                subscriptions.person(subscription, Permission.ACCESS_USERS).userId();
        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> users.assign(change, person, Set.of(everywhere(integration.roleId()))));

        Grantee.OfRole role = (Grantee.OfRole) find(subscription, Kind.ROLE, integration.roleId());

        assertThat(role.holders()).isEqualTo(1);
        assertThat(role.people()).isEqualTo(1);
        assertThat(privileges.list(subscription, Kind.USER))
                .extracting(Grantee::id)
                .containsExactly(integration.userId());
    }

    @Test
    void shouldTellWhetherOneRoleCouldTakeThePlaceOfAll() {
        Integration integration = subscriptions.integration(READ_ONLY_PERSON);
        int subscription = integration.subscriptionId();
        Workspace emea = changes.apply(
                TestSubscriptions.TEST, subscription, change -> workspaces.createWorkspace(change, "EMEA", ""));
        Role writer = changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> roles.create(change, "Writer", "", Set.of(READ_WRITE_PERSON)));

        assertThat(find(subscription, Kind.USER, integration.userId()).uniform())
                .isTrue();
        assign(integration, everywhere(integration.roleId()), everywhere(writer.id()));
        assertThat(find(subscription, Kind.USER, integration.userId()).uniform())
                .isTrue();
        assign(integration, everywhere(integration.roleId()), new Assignment(writer.id(), emea.id()));
        assertThat(find(subscription, Kind.USER, integration.userId()).uniform())
                .isFalse();
        assertThat(find(subscription, Kind.SERVICE, integration.serviceId()).uniform())
                .isFalse();
    }

    @Test
    void shouldSaySinceWhenCallsAreRecorded() {
        Integration integration = subscriptions.integration(READ_ONLY_PERSON);
        LocalDate today = LocalDate.of(2026, 3, 2);
        assertThat(privileges.recordedOnlySince(integration.subscriptionId(), today.minusDays(1), today))
                .contains(today);

        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO api_operation (subscription_id, day, operation, duration_class, calls)
                        VALUES (:subscription, '2026-01-31', 'getLeadsByFilterUsingGET', 1, 1)
                        """)
                .bind("subscription", integration.subscriptionId())
                .execute());

        LocalDate first = LocalDate.of(2026, 1, 31);
        assertThat(privileges.recordedOnlySince(integration.subscriptionId(), first.minusDays(1), today))
                .contains(first);
        assertThat(privileges.recordedOnlySince(integration.subscriptionId(), first, today))
                .isEmpty();
    }

    private Grantee find(int subscription, Kind kind, long id) {
        return privileges.find(subscription, kind, id).orElseThrow();
    }

    private static Assignment everywhere(int roleId) {
        return new Assignment(roleId, WorkspacePermissions.ALL);
    }

    private void assign(Integration integration, Assignment... assignments) {
        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> users.assign(change, integration.userId(), Set.of(assignments)));
    }
}
