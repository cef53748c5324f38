package io.postern.access.session;

import io.postern.access.Changes;
import io.postern.access.permission.Caller;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.rule.RuleViolation;
import io.postern.access.session.SignInOutcome.SignedIn;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Passwords;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first administrator of a subscription, for whoever has its set-up link or starts the server. If an access
 * file has already named an administrator who may sign in, that person is given a password.
 */
@Singleton
public final class FirstAdministrator {
    private static final Caller BY = new Caller.System("set-up link");

    private final Store store;
    private final Changes changes;
    private final Subscriptions subscriptions;
    private final Users users;
    private final Passwords passwords;
    private final SetUpLink link;
    private final SignIn signIn;
    private final SubscriptionClock clock;

    FirstAdministrator(
            Store store,
            Changes changes,
            Subscriptions subscriptions,
            Users users,
            Passwords passwords,
            SetUpLink link,
            SignIn signIn,
            SubscriptionClock clock) {
        this.store = store;
        this.changes = changes;
        this.subscriptions = subscriptions;
        this.users = users;
        this.passwords = passwords;
        this.link = link;
        this.signIn = signIn;
        this.clock = clock;
    }

    /**
     * A subscription that waits for its first administrator.
     *
     * @param named who was given Admin and has no password yet; empty when nobody was
     */
    public record Waiting(Subscription subscription, Optional<User> named) {}

    /**
     * What the first administrator says of themselves and of the subscription, checked. An administrator who was named
     * already keeps reason and end of access.
     */
    public record Choice(
            UserDetails administrator,
            String password,
            String subscriptionName,
            MunchkinId munchkinId,
            ZoneId timeZone) {
        @Override
        public String toString() {
            return "Choice[" + administrator + ", …, " + subscriptionName + ", " + munchkinId + ", " + timeZone + "]";
        }
    }

    /** The subscription that a token of a set-up link is for; empty when it is for none, or was used. */
    public Optional<Waiting> waiting(String token) {
        return link.subscriptionOf(token)
                .flatMap(id -> store.inTransaction(handle -> waiting(handle, id)
                        .map(subscription -> new Waiting(
                                subscription,
                                UserStore.pendingAdmins(handle, id, clock.now(id)).stream()
                                        .findFirst()))));
    }

    /**
     * Makes the administrator of a set-up link and signs them in.
     *
     * @return empty when the token is for no subscription, or was used
     * @throws RuleViolation when the login or the Munchkin id is taken
     */
    public Optional<SignedIn> complete(String token, Choice choice, String address) {
        Optional<Integer> subscriptionId = link.subscriptionOf(token);
        if (subscriptionId.isEmpty()) {
            return Optional.empty();
        }
        int id = subscriptionId.get();
        String hash = passwords.hash(choice.password());
        Optional<Done> done = store.inTransaction(handle -> {
            SubscriptionStore.lockCreation(handle);
            return waiting(handle, id).map(subscription -> complete(handle, subscription, choice, hash, address));
        });
        done.ifPresent(made -> changes.published(id, made.version()));
        return done.map(Done::signedIn);
    }

    /** Makes a person who holds Admin everywhere, or gives one who waits under this login their password. */
    public void make(Change change, UserDetails details, String passwordHash) {
        @Nullable
        User named = UserStore.pendingAdmins(
                        change.handle(), change.subscription().id(), change.at())
                .stream()
                .filter(user -> user.login().equalsIgnoreCase(details.email().strip()))
                .findFirst()
                .orElse(null);
        if (named == null) {
            users.createPerson(
                    change,
                    details,
                    passwordHash,
                    Set.of(new Assignment(BuiltInRole.ADMIN.id(), WorkspacePermissions.ALL)));
        } else {
            users.edit(
                    change,
                    named.id(),
                    new UserDetails(
                            details.email(),
                            details.firstName(),
                            details.lastName(),
                            named.reason(),
                            named.accessExpiresAt()));
            users.accept(change, named.id(), passwordHash);
        }
    }

    private record Done(long version, SignedIn signedIn) {}

    private Done complete(Handle handle, Subscription subscription, Choice choice, String hash, String address) {
        long version = changes.within(handle, BY, subscription.id(), change -> {
            subscriptions.change(
                    change,
                    subscription.settings().withName(choice.subscriptionName()).with(choice.timeZone()));
            subscriptions.changeMunchkinId(change, choice.munchkinId());
            make(change, choice.administrator(), hash);
        });
        User admin = UserStore.byLogin(
                        handle,
                        subscription.id(),
                        choice.administrator().email().strip())
                .orElseThrow();
        return new Done(version, signIn.enter(handle, subscription.id(), admin.id(), admin.login(), address));
    }

    private static Optional<Subscription> waiting(Handle handle, int subscriptionId) {
        return SubscriptionStore.byId(handle, subscriptionId)
                .filter(subscription -> !UserStore.anyHasPassword(handle, subscriptionId));
    }
}
