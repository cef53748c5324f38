package io.postern.access.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.Changes;
import io.postern.access.permission.Permission;
import io.postern.access.role.RoleStore.Listed;
import io.postern.access.role.RoleStore.Order;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.subscription.Workspace;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.testing.TestSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RoleStoreTest {
    @Inject
    Store store;

    @Inject
    Changes changes;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Roles roles;

    @Inject
    Users users;

    @Inject
    TestSubscriptions tests;

    private int subscription;

    @BeforeEach
    void createSubscription() {
        subscription = tests.create().id();
    }

    @Test
    void shouldCountAUserOnceWhereverTheyHoldARole() {
        changes.run(TestSubscriptions.TEST, subscription, change -> {
            Role role = roles.create(change, "Importers", "", Set.of(Permission.READ_ONLY_PERSON));
            Workspace other = subscriptions.createWorkspace(change, "Other", "");
            users.createApiOnly(
                    change,
                    new UserDetails(tests.login(), "A", "B", "", null),
                    Set.of(new Assignment(role.id(), 1), new Assignment(role.id(), other.id())));
        });

        assertThat(page("", Order.USERS, true).getFirst())
                .returns("Importers", Listed::name)
                .returns(1L, Listed::users);
    }

    @Test
    void shouldFindByNameOrDescriptionWithoutRegardToCase() {
        changes.run(TestSubscriptions.TEST, subscription, change -> {
            roles.create(change, "Nightly Import", "", Set.of());
            roles.create(change, "Other", "for the import of 100% of_all", Set.of());
        });

        assertThat(page("IMPORT", Order.NAME, false))
                .extracting(Listed::name)
                .containsExactly("Nightly Import", "Other");
        assertThat(page("100% of_", Order.NAME, false)).extracting(Listed::name).containsExactly("Other");
        assertThat(count("import")).isEqualTo(2);
        assertThat(count("no such role")).isZero();
    }

    @Test
    void shouldSortAndPageWithTheNewestFirstOrByName() {
        changes.run(TestSubscriptions.TEST, subscription, change -> {
            roles.create(change, "b role", "", Set.of());
            roles.create(change, "A role", "", Set.of());
        });

        assertThat(page("role", Order.CREATED, true)).extracting(Listed::name).containsExactly("A role", "b role");
        assertThat(page("role", Order.NAME, true)).extracting(Listed::name).containsExactly("b role", "A role");
        assertThat(page("", Order.DESCRIPTION, true).getLast().description())
                .as("those without a description come last")
                .isEmpty();
        List<Listed> second =
                store.with(handle -> RoleStore.page(handle, subscription, "role", Order.NAME, false, 1, 1));
        assertThat(second).extracting(Listed::name).containsExactly("b role");
    }

    private List<Listed> page(String filter, Order order, boolean descending) {
        return store.with(handle -> RoleStore.page(handle, subscription, filter, order, descending, 0, 50));
    }

    private long count(String filter) {
        return store.with(handle -> RoleStore.count(handle, subscription, filter));
    }
}
