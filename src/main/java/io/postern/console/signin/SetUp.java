package io.postern.console.signin;

import io.postern.access.Caller;
import io.postern.access.Changes;
import io.postern.access.RuleViolation;
import io.postern.access.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.console.signin.SignInOutcome.SignedIn;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Passwords;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Makes the first administrator of a subscription, for whoever has its set-up link. Where an access file has named one
 * already who may sign in, it is that person who is given a password.
 */
@Singleton
final class SetUp {
    private static final Caller BY = new Caller.System("set-up link");

    private final Store store;
    private final Changes changes;
    private final Subscriptions subscriptions;
    private final Users users;
    private final Passwords passwords;
    private final SetUpLink link;
    private final SignIn signIn;
    private final InstantSource clock;

    SetUp(
            Store store,
            Changes changes,
            Subscriptions subscriptions,
            Users users,
            Passwords passwords,
            SetUpLink link,
            SignIn signIn,
            InstantSource clock) {
        this.store = store;
        this.changes = changes;
        this.subscriptions = subscriptions;
        this.users = users;
        this.passwords = passwords;
        this.link = link;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** The form for a token as it is first shown; empty when the token is for no subscription, or was used. */
    Optional<SetUpForm> begin(String token) {
        return link.subscriptionOf(token)
                .flatMap(id -> store.inTransaction(handle -> waiting(handle, id)
                        .map(subscription -> SetUpForm.of(
                                subscription,
                                UserStore.pendingAdmins(handle, id, clock.instant()).stream()
                                        .findFirst()))));
    }

    /**
     * Makes the administrator and signs them in.
     *
     * @param form checked
     * @return empty when the token is for no subscription, or was used
     * @throws RuleViolation when the login or the Munchkin id is taken
     */
    Optional<SignedIn> complete(String token, SetUpForm form, String address) {
        Optional<Integer> subscriptionId = link.subscriptionOf(token);
        if (subscriptionId.isEmpty()) {
            return Optional.empty();
        }
        int id = subscriptionId.get();
        String hash = passwords.hash(form.password());
        Optional<Done> done = store.inTransaction(handle -> {
            SubscriptionStore.lockCreation(handle);
            return waiting(handle, id).map(subscription -> complete(handle, subscription, form, hash, address));
        });
        done.ifPresent(made -> changes.published(id, made.version()));
        return done.map(Done::signedIn);
    }

    private record Done(long version, SignedIn signedIn) {}

    private Done complete(Handle handle, Subscription subscription, SetUpForm form, String hash, String address) {
        Settings before = subscription.settings();
        long version = changes.within(handle, BY, subscription.id(), change -> {
            subscriptions.change(
                    change,
                    new Settings(
                            form.subscriptionName().strip(),
                            ZoneId.of(form.timeZone()),
                            before.limits(),
                            before.apiAllowList(),
                            before.compatibility()));
            subscriptions.changeMunchkinId(change, new MunchkinId(form.munchkinId()));
            Optional<User> named = UserStore.pendingAdmins(handle, subscription.id(), change.at()).stream()
                    .filter(user -> user.login().equalsIgnoreCase(form.email().strip()))
                    .findFirst();
            if (named.isPresent()) {
                users.edit(
                        change,
                        named.get().id(),
                        form.details(named.get().reason(), named.get().accessExpiresAt()));
                users.accept(change, named.get().id(), hash);
            } else {
                users.createPerson(
                        change,
                        form.details("", null),
                        hash,
                        Set.of(new Assignment(BuiltInRole.ADMIN.id(), WorkspacePermissions.ALL)));
            }
        });
        User admin = UserStore.byLogin(handle, subscription.id(), form.email().strip())
                .orElseThrow();
        return new Done(version, signIn.enter(handle, subscription.id(), admin.id(), admin.login(), address));
    }

    private static Optional<Subscription> waiting(Handle handle, int subscriptionId) {
        return SubscriptionStore.byId(handle, subscriptionId)
                .filter(subscription -> !UserStore.anyHasPassword(handle, subscriptionId));
    }
}
