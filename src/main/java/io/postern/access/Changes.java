package io.postern.access;

import io.postern.access.directory.Directories;
import io.postern.access.permission.Caller;
import io.postern.access.role.BuiltInRole;
import io.postern.access.role.Roles;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Subscriptions;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which access is changed: a transaction that locks the subscription, checks rules against rows, raises
 * the access version and writes the audit trail; all of it or nothing. Thread safe.
 */
@Singleton
public final class Changes {
    private final Store store;
    private final Directories directories;
    private final AuditTrail audit;
    private final Subscriptions subscriptions;
    private final Roles roles;
    private final SubscriptionClock clock;

    public Changes(
            Store store,
            Directories directories,
            AuditTrail audit,
            Subscriptions subscriptions,
            Roles roles,
            SubscriptionClock clock) {
        this.store = store;
        this.directories = directories;
        this.audit = audit;
        this.subscriptions = subscriptions;
        this.roles = roles;
        this.clock = clock;
    }

    /**
     * Makes one change. It is in force on this node when this returns, and on other nodes after their next look.
     *
     * @param work what is done; what it throws undoes all of it and comes out
     * @throws RuleViolation when there is no such subscription, or a rule forbids what is done
     */
    public <T extends @Nullable Object> T apply(Caller caller, int subscriptionId, Function<Change, T> work) {
        Applied<T> applied = store.inTransaction(handle -> {
            Change change = begin(handle, caller, subscriptionId);
            T result = work.apply(change);
            return new Applied<>(result, close(change));
        });
        directories.awaitVersion(subscriptionId, applied.version());
        return applied.result();
    }

    /** As {@link #apply}, without a result. */
    public void run(Caller caller, int subscriptionId, Consumer<Change> work) {
        apply(caller, subscriptionId, change -> {
            work.accept(change);
            return true;
        });
    }

    /**
     * Does something that is audited and changes no access, a reveal for instance: as {@link #apply}, but the access
     * version stays.
     */
    public <T extends @Nullable Object> T audited(Caller caller, int subscriptionId, Function<Change, T> work) {
        return store.inTransaction(handle -> {
            Change change = begin(handle, caller, subscriptionId);
            T result = work.apply(change);
            audit.append(handle, subscriptionId, change.entries());
            return result;
        });
    }

    /**
     * Makes a subscription with its workspace "Default" and the built-in roles, in a transaction of the caller's;
     * further changes of that transaction go through {@link #within}.
     */
    public Subscription create(Handle handle, Caller caller, MunchkinId munchkinId, Settings settings) {
        int id = SubscriptionStore.takeId(handle);
        Instant at = now(id);
        Subscription created = subscriptions.create(handle, id, munchkinId, settings, BuiltInRole.FIRST_OWN_ID, at);
        roles.createBuiltIn(handle, created.id(), at);
        Change change = new Change(handle, created, caller, at);
        change.record("subscription.create", munchkinId.value(), "", settings.toString());
        audit.append(handle, created.id(), change.entries());
        return created;
    }

    /** Makes one change in a transaction of the caller's, who sees to {@link #published} once it has committed. */
    public long within(Handle handle, Caller caller, int subscriptionId, Consumer<Change> work) {
        Change change = begin(handle, caller, subscriptionId);
        work.accept(change);
        return close(change);
    }

    /** Returns once what was changed {@link #within} a transaction is in force on this node. */
    public void published(int subscriptionId, long version) {
        directories.awaitVersion(subscriptionId, version);
    }

    private record Applied<T extends @Nullable Object>(T result, long version) {}

    private Change begin(Handle handle, Caller caller, int subscriptionId) {
        requireOwn(caller, subscriptionId);
        Subscription subscription = SubscriptionStore.lock(handle, subscriptionId)
                .orElseThrow(() ->
                        new RuleViolation(Rule.NOT_FOUND, "There is no subscription with the id " + subscriptionId));
        return new Change(handle, subscription, caller, now(subscriptionId));
    }

    private static void requireOwn(Caller caller, int subscriptionId) {
        boolean own = switch (caller) {
            case Caller.Service service -> service.subscriptionId() == subscriptionId;
            case Caller.Person person -> person.subscriptionId() == subscriptionId;
            case Caller.System system -> true;
        };
        if (!own) {
            throw new IllegalStateException(caller.actor() + " belongs to another subscription than " + subscriptionId);
        }
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now(int subscriptionId) {
        return clock.now(subscriptionId).truncatedTo(ChronoUnit.MICROS);
    }

    /** Raises the version and writes the audit trail, last; when nothing was changed, does neither. */
    private long close(Change change) {
        if (change.entries().isEmpty()) {
            return change.subscription().accessVersion();
        }
        long version = SubscriptionStore.raiseVersion(change.handle(), change.subscriptionId());
        audit.append(change.handle(), change.subscriptionId(), change.entries());
        return version;
    }
}
