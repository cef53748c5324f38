package io.postern.server.startup;

import io.postern.access.Changes;
import io.postern.access.permission.Caller;
import io.postern.access.rule.RuleViolation;
import io.postern.access.session.FirstAdministrator;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.user.PasswordRule;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.UserStore;
import io.postern.foundation.store.StartupFailure;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Passwords;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Sees to it that a server has a subscription, and the administrator that its settings name. */
@Singleton
final class FirstSubscription {
    private static final String NAME = "Postern";

    private final Store store;
    private final Changes changes;
    private final FirstAdministrator firstAdministrator;
    private final Passwords passwords;
    private final SecureRandom random;

    FirstSubscription(
            Store store,
            Changes changes,
            FirstAdministrator firstAdministrator,
            Passwords passwords,
            SecureRandom random) {
        this.store = store;
        this.changes = changes;
        this.firstAdministrator = firstAdministrator;
        this.passwords = passwords;
        this.random = random;
    }

    /**
     * Makes the first subscription when there is none, and gives a subscription the administrator of the settings while there
     * is no person in it: whoever was removed later does not come back.
     *
     * @param applied the subscription of the access file; empty for the oldest one
     * @return the subscription that was seen to
     * @throws StartupFailure when the administrator's address or password cannot be used
     */
    int ensure(ServerSettings settings, Optional<Integer> applied) {
        Optional<Administrator> administrator = administrator(settings);
        Map<Integer, Long> changed = new TreeMap<>();
        int seenTo;
        try {
            seenTo = store.inTransaction(handle -> {
                SubscriptionStore.lockCreation(handle);
                Caller startup = new Caller.System("start-up");
                int id = applied.or(() -> SubscriptionStore.versions(handle).keySet().stream()
                                .min(Integer::compare))
                        .orElseGet(() -> create(handle, startup).id());
                administrator
                        .filter(admin -> UserStore.users(handle, id).stream().allMatch(User::apiOnly))
                        .ifPresent(admin -> changed.put(
                                id,
                                changes.within(
                                        handle,
                                        startup,
                                        id,
                                        change -> firstAdministrator.make(
                                                change,
                                                new UserDetails(admin.email(), "First", "Administrator", "", null),
                                                passwords.hash(admin.password())))));
                return id;
            });
        } catch (RuleViolation e) {
            throw new StartupFailure("POSTERN_ADMIN_EMAIL cannot be used: " + e.text(), e);
        }
        changed.forEach(changes::published);
        return seenTo;
    }

    /** Whether anybody can sign in to a subscription. */
    boolean hasPeople(int subscriptionId) {
        return store.with(handle -> UserStore.anyHasPassword(handle, subscriptionId));
    }

    private record Administrator(String email, String password) {
        @Override
        public String toString() {
            return "Administrator[" + email + ", …]";
        }
    }

    private Subscription create(Handle handle, Caller caller) {
        return changes.create(handle, caller, MunchkinId.random(random), Settings.named(NAME));
    }

    private static Optional<Administrator> administrator(ServerSettings settings) {
        if (settings.adminEmail().isEmpty() && settings.adminPassword().isEmpty()) {
            return Optional.empty();
        }
        if (settings.adminEmail().isEmpty() || settings.adminPassword().isEmpty()) {
            throw new StartupFailure("POSTERN_ADMIN_EMAIL and POSTERN_ADMIN_PASSWORD go together; "
                    + (settings.adminEmail().isEmpty() ? "the address" : "the password") + " is missing");
        }
        if (!PasswordRule.allows(settings.adminPassword().get())) {
            throw new StartupFailure("POSTERN_ADMIN_PASSWORD must have " + PasswordRule.SHORTEST + " to "
                    + PasswordRule.LONGEST + " characters");
        }
        return Optional.of(new Administrator(
                settings.adminEmail().get(), settings.adminPassword().get()));
    }
}
