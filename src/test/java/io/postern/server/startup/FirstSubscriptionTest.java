package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postern.access.Changes;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.foundation.store.StartupFailure;
import io.postern.foundation.store.Store;
import io.postern.testing.TestSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirstSubscriptionTest {
    @Inject
    FirstSubscription firstSubscription;

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    Store store;

    @Test
    void shouldMakeTheAdministratorOnceAndNotBringThemBack() {
        int subscription = subscriptions.create().id();
        String email = subscriptions.login();

        ensure(subscription, email, "long enough password");
        User made = people(subscription).getFirst();
        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change ->
                        users.edit(change, made.id(), new UserDetails(subscriptions.login(), "Re", "Named", "", null)));
        ensure(subscription, email, "long enough password");

        assertThat(made.login()).isEqualTo(email);
        assertThat(made.hasPassword()).isTrue();
        assertThat(people(subscription)).hasSize(1);
    }

    @Test
    void shouldRefuseAnAdministratorWhoCannotBe() {
        int subscription = subscriptions.create().id();

        assertThat(refused(subscription, "a@b.example", "short")).contains("POSTERN_ADMIN_PASSWORD", "12");
        assertThat(refused(subscription, "a@b.example", null)).contains("the password is missing");
        assertThat(refused(subscription, null, "long enough password")).contains("the address is missing");
        assertThat(refused(subscription, "nobody", "long enough password")).contains("POSTERN_ADMIN_EMAIL", "nobody");
        assertThat(people(subscription)).isEmpty();
    }

    private String refused(int subscription, @Nullable String email, @Nullable String password) {
        return catchThrowableOfType(StartupFailure.class, () -> ensure(subscription, email, password))
                .line();
    }

    private void ensure(int subscription, @Nullable String email, @Nullable String password) {
        firstSubscription.ensure(
                ServerSettings.in(Path.of("unused"))
                        .withAdminEmail(Optional.ofNullable(email))
                        .withAdminPassword(Optional.ofNullable(password))
                        .build(),
                Optional.of(subscription));
    }

    private List<User> people(int subscription) {
        List<User> all = store.with(handle -> UserStore.users(handle, subscription));
        return all.stream().filter(user -> !user.apiOnly()).toList();
    }
}
