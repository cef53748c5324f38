package io.postern.access.subscription;

import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.rule.Texts;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes subscriptions and workspaces, and changes their settings. */
@Singleton
public final class Subscriptions {
    /**
     * Makes a subscription with the workspace and partition "Default", without any role or user. To be called in a
     * transaction that goes on to give it its built-in roles.
     *
     * @param id that nobody has, by {@link SubscriptionStore#takeId}
     * @param firstOwnRoleId the id that the first own role will get
     */
    public Subscription create(
            Handle handle, int id, MunchkinId munchkinId, Settings settings, int firstOwnRoleId, Instant at) {
        SubscriptionStore.insert(handle, id, munchkinId, settings, Workspace.FIRST_OWN, firstOwnRoleId, at);
        SubscriptionStore.insertPartition(handle, id, new Partition(Partition.DEFAULT, "Default"));
        SubscriptionStore.insertWorkspace(handle, id, new Workspace(Workspace.DEFAULT, "Default", ""), at);
        SubscriptionStore.attach(handle, id, Workspace.DEFAULT, Partition.DEFAULT);
        return new Subscription(id, munchkinId, settings, 1);
    }

    /** Changes the settings; does nothing when they are as given. */
    public void change(Change change, Settings settings) {
        Settings before = change.subscription().settings();
        Texts.requireName("The name of the subscription", settings.name());
        if (!before.equals(settings)) {
            SubscriptionStore.update(change.handle(), change.subscriptionId(), settings, change.at());
            change.record(
                    "subscription.edit",
                    change.subscription().munchkinId().value(),
                    before.toString(),
                    settings.toString());
        }
    }

    /**
     * Gives the subscription another Munchkin id; does nothing when it is as given.
     *
     * @throws RuleViolation when another subscription has it
     */
    public void changeMunchkinId(Change change, MunchkinId munchkinId) {
        MunchkinId before = change.subscription().munchkinId();
        if (before.equals(munchkinId)) {
            return;
        }
        if (SubscriptionStore.byMunchkinId(change.handle(), munchkinId).isPresent()) {
            throw new RuleViolation(
                    Rule.ALREADY_TAKEN,
                    "There is a subscription " + munchkinId + " already; Munchkin ids are unique",
                    munchkinId.value());
        }
        SubscriptionStore.updateMunchkinId(change.handle(), change.subscriptionId(), munchkinId, change.at());
        change.record("subscription.munchkinId", munchkinId.value(), before.value(), munchkinId.value());
    }

    /**
     * Makes a workspace, which sees the partition "Default".
     *
     * @throws RuleViolation when the name is not one or is taken
     */
    public Workspace createWorkspace(Change change, String name, String description) {
        String given = Texts.requireName("The name of a workspace", name);
        if (workspaceNamed(change.handle(), change.subscriptionId(), given).isPresent()) {
            throw new RuleViolation(Rule.ALREADY_TAKEN, "There is a workspace '" + given + "' already", given);
        }
        int id = SubscriptionStore.takeWorkspaceId(change.handle(), change.subscriptionId());
        Workspace workspace =
                new Workspace(id, given, Texts.requireProse("The description of a workspace", description));
        SubscriptionStore.insertWorkspace(change.handle(), change.subscriptionId(), workspace, change.at());
        SubscriptionStore.attach(change.handle(), change.subscriptionId(), id, Partition.DEFAULT);
        change.record("workspace.create", given, "", workspace.toString());
        return workspace;
    }

    /** Finds a workspace by its name, without regard to case. */
    public Optional<Workspace> workspaceNamed(Handle handle, int subscriptionId, String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return SubscriptionStore.workspaces(handle, subscriptionId).stream()
                .filter(workspace -> workspace.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }
}
