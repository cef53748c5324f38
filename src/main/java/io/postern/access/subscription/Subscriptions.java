package io.postern.access.subscription;

import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes subscriptions and workspaces, and changes their settings. */
@Singleton
public final class Subscriptions {
    /** The longest description or reason, in characters. */
    public static final int LONGEST_PROSE = 2000;

    /** The longest name of anything in the access model, in characters. */
    public static final int LONGEST_NAME = 255;

    /**
     * Makes a subscription with the workspace and partition "Default", without any role or user. To be called in a
     * transaction that goes on to give it its built-in roles.
     *
     * @param firstOwnRoleId the id that the first own role will get
     */
    public Subscription create(
            Handle handle, MunchkinId munchkinId, Settings settings, int firstOwnRoleId, Instant at) {
        int id = SubscriptionStore.insert(handle, munchkinId, settings, Workspace.FIRST_OWN, firstOwnRoleId, at);
        SubscriptionStore.insertPartition(handle, id, new Partition(Partition.DEFAULT, "Default"));
        SubscriptionStore.insertWorkspace(handle, id, new Workspace(Workspace.DEFAULT, "Default", ""), at);
        SubscriptionStore.attach(handle, id, Workspace.DEFAULT, Partition.DEFAULT);
        return new Subscription(id, munchkinId, settings, 1);
    }

    /** Changes the settings; does nothing when they are as given. */
    public void change(Change change, Settings settings) {
        Settings before = change.subscription().settings();
        requireName("The name of the subscription", settings.name());
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
        String given = requireName("The name of a workspace", name);
        if (workspaceNamed(change.handle(), change.subscriptionId(), given).isPresent()) {
            throw new RuleViolation(Rule.ALREADY_TAKEN, "There is a workspace '" + given + "' already", given);
        }
        int id = SubscriptionStore.takeWorkspaceId(change.handle(), change.subscriptionId());
        Workspace workspace = new Workspace(id, given, requireProse("The description of a workspace", description));
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

    /**
     * A name without blanks around it.
     *
     * @param what what is named, as the beginning of a sentence
     * @throws RuleViolation when it is empty, longer than {@link #LONGEST_NAME}, or holds control characters
     */
    public static String requireName(String what, String name) {
        String given = name.strip();
        if (given.isEmpty()) {
            throw new RuleViolation(Rule.MISSING, what + " is missing");
        }
        requireLength(what, given, LONGEST_NAME);
        if (given.chars().anyMatch(Character::isISOControl)) {
            throw new RuleViolation(Rule.CONTROL_CHARACTER, what + " holds a control character, such as a line break");
        }
        return given;
    }

    /**
     * A text of some lines without blanks around it; it may be empty.
     *
     * @param what what the text is, as the beginning of a sentence
     * @throws RuleViolation when it is longer than {@link #LONGEST_PROSE}, or holds control characters other than tabs and
     *     line breaks
     */
    public static String requireProse(String what, String text) {
        String given = text.strip();
        requireLength(what, given, LONGEST_PROSE);
        if (given.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))) {
            throw new RuleViolation(Rule.CONTROL_CHARACTER, what + " holds a control character");
        }
        return given;
    }

    private static void requireLength(String what, String given, int longest) {
        if (given.length() > longest) {
            throw new RuleViolation(
                    Rule.TOO_LONG,
                    what + " has " + given.length() + " characters; at most " + longest + " are allowed",
                    Integer.toString(given.length()),
                    Integer.toString(longest));
        }
    }
}
