package io.postern.access.user;

import io.postern.access.permission.Caller;
import io.postern.access.role.Assignment;
import io.postern.access.role.RoleStore;
import io.postern.access.role.Roles;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.rule.Texts;
import io.postern.access.subscription.Change;
import io.postern.access.user.UserStore.AdminCover;
import io.postern.foundation.store.SqlState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Makes, edits, switches off and deletes people and API-only users. */
@Singleton
public final class Users {
    private final Roles roles;

    public Users(Roles roles) {
        this.roles = roles;
    }

    /**
     * Makes an API-only user, who can be given custom services at once.
     *
     * @throws RuleViolation when a detail is not valid, the login is taken anywhere, or an assignment cannot be made
     */
    public User createApiOnly(Change change, UserDetails details, Set<Assignment> assignments) {
        return create(change, details, true, null, assignments);
    }

    /**
     * Makes a person.
     *
     * @param passwordHash null when they have yet to choose a password
     * @throws RuleViolation as for {@link #createApiOnly}
     */
    public User createPerson(
            Change change, UserDetails details, @Nullable String passwordHash, Set<Assignment> assignments) {
        return create(change, details, false, passwordHash, assignments);
    }

    /**
     * Edits a user; the login follows the address. Custom services, their credentials and their tokens stay as they
     * are. Does nothing when all is as given.
     *
     * @throws RuleViolation when there is no such user, they hold what the caller does not hold, a detail is not valid,
     *     the login is taken anywhere, or no Admin without an end of access would remain
     */
    public void edit(Change change, long id, UserDetails details) {
        User before = require(change, id);
        if (before.details().equals(details)) {
            return;
        }
        roles.requireHeldOf(change, before.assignments());
        UserDetails after = requireValid(change, details, before.accessExpiresAt());
        if (!before.login().equalsIgnoreCase(after.email())) {
            requireFree(change.handle(), after.email());
        }
        keepingAnAdmin(
                change,
                () -> guardLogin(after.email(), () -> {
                    UserStore.update(change.handle(), change.subscriptionId(), id, after, change.at());
                    return id;
                }));
        change.record("user.edit", after.email(), before.details().toString(), after.toString());
    }

    /**
     * Replaces what a user is assigned. Does nothing when it is as given.
     *
     * @throws RuleViolation when there is no such user, an assignment cannot be made, one would be taken that the
     *     caller does not hold, or no Admin would remain
     */
    public void assign(Change change, long id, Set<Assignment> assignments) {
        User user = require(change, id);
        Set<Assignment> before = Set.copyOf(user.assignments());
        if (before.equals(assignments)) {
            return;
        }
        roles.requireAssignable(change, before, assignments);
        roles.requireHeldOf(
                change,
                before.stream()
                        .filter(assignment -> !assignments.contains(assignment))
                        .toList());
        keepingAnAdmin(change, () -> RoleStore.assign(change.handle(), change.subscriptionId(), id, assignments));
        change.record("user.roles", user.login(), describe(before), describe(assignments));
    }

    /**
     * Gives a person who has none yet a password, with which they can sign in.
     *
     * @param passwordHash in the text form of {@link io.postern.foundation.vault.Passwords}
     * @throws RuleViolation when there is no such person who has none
     */
    public void accept(Change change, long id, String passwordHash) {
        User user = require(change, id);
        if (user.apiOnly() || user.hasPassword()) {
            throw new RuleViolation(
                    Rule.NOT_FOUND, "There is no person with the id " + id + " who has no password yet");
        }
        UserStore.setPassword(change.handle(), change.subscriptionId(), id, passwordHash, change.at());
        change.record("user.accept", user.login(), "", "");
    }

    /**
     * Switches a user off. A person is signed out and cannot sign in. The services of an API-only user are not served
     * from the next call on. Does nothing when they are off already.
     *
     * @throws RuleViolation when there is no such user, it is the caller, they hold what the caller does not hold, or
     *     no Admin would remain
     */
    public void disable(Change change, long id) {
        User user = require(change, id);
        if (user.disabledAt() != null) {
            return;
        }
        if (isCaller(change, id)) {
            throw new RuleViolation(Rule.OWN_USER, "Nobody disables themself; ask another administrator", user.login());
        }
        roles.requireHeldOf(change, user.assignments());
        keepingAnAdmin(change, () -> UserStore.disable(change.handle(), change.subscriptionId(), id, change.at()));
        change.record("user.disable", user.login(), "", "");
    }

    /**
     * Switches a user on again. A person has to sign in again. The services and tokens of an API-only user are good
     * again, except those that were themselves disabled or taken back. Does nothing when they are on already.
     *
     * @throws RuleViolation when there is no such user, or they hold what the caller does not hold
     */
    public void enable(Change change, long id) {
        User user = require(change, id);
        if (user.disabledAt() == null) {
            return;
        }
        roles.requireHeldOf(change, user.assignments());
        UserStore.enable(change.handle(), change.subscriptionId(), id, change.at());
        change.record("user.enable", user.login(), "", "");
    }

    /**
     * Deletes a user.
     *
     * @throws RuleViolation when there is no such user, they hold what the caller does not hold, they own custom
     *     services (the text names them), or no Admin would remain
     */
    public void delete(Change change, long id) {
        User user = require(change, id);
        roles.requireHeldOf(change, user.assignments());
        List<String> services = UserStore.servicesOf(change.handle(), change.subscriptionId(), id);
        if (!services.isEmpty()) {
            throw new RuleViolation(
                    Rule.USER_OWNS_SERVICES,
                    user.login() + " owns the custom services " + String.join(", ", services)
                            + "; give them to another user or delete them first",
                    services.toArray(String[]::new));
        }
        keepingAnAdmin(change, () -> UserStore.delete(change.handle(), change.subscriptionId(), id));
        change.record("user.delete", user.login(), user.details().toString(), "");
    }

    private User create(
            Change change,
            UserDetails details,
            boolean apiOnly,
            @Nullable String passwordHash,
            Set<Assignment> assignments) {
        UserDetails valid = requireValid(change, details, null);
        requireFree(change.handle(), valid.email());
        roles.requireAssignable(change, Set.of(), assignments);
        long id = guardLogin(
                valid.email(),
                () -> UserStore.insert(
                        change.handle(), change.subscriptionId(), valid, apiOnly, passwordHash, change.at()));
        RoleStore.assign(change.handle(), change.subscriptionId(), id, assignments);
        change.record(
                "user.create", valid.email(), "", valid + "; apiOnly=" + apiOnly + "; roles=" + describe(assignments));
        return require(change, id);
    }

    private static UserDetails requireValid(Change change, UserDetails details, @Nullable Instant currentExpiry) {
        String email = requireEmail(details.email());
        if (details.accessExpiresAt() != null && !details.accessExpiresAt().equals(currentExpiry)) {
            requireFuture(details.accessExpiresAt(), change.at());
        }
        return new UserDetails(
                email,
                Texts.requireName("The first name of " + email, details.firstName()),
                Texts.requireName("The last name of " + email, details.lastName()),
                Texts.requireProse("The reason of " + email, details.reason()),
                details.accessExpiresAt());
    }

    /**
     * A login without blanks around it.
     *
     * @throws RuleViolation when it is not of the form of an e-mail address
     */
    public static String requireEmail(String text) {
        String email = text.strip();
        if (email.isEmpty()) {
            throw new RuleViolation(Rule.MISSING, "The e-mail address is missing");
        }
        if (!EmailAddress.isValid(email)) {
            throw new RuleViolation(
                    Rule.NOT_AN_EMAIL_ADDRESS,
                    "'" + email + "' is not an e-mail address such as name@example.com",
                    email);
        }
        return email;
    }

    /** @throws RuleViolation when an end of access is not after now */
    public static void requireFuture(Instant accessExpiresAt, Instant now) {
        if (!accessExpiresAt.isAfter(now)) {
            throw new RuleViolation(
                    Rule.NOT_IN_FUTURE,
                    "The access would have ended at " + accessExpiresAt + "; give an instant in the future or none",
                    accessExpiresAt.toString());
        }
    }

    /** @throws RuleViolation when a user of any subscription has the login */
    public static void requireFree(Handle handle, String login) {
        if (UserStore.loginExists(handle, login)) {
            throw taken(login);
        }
    }

    /**
     * Does something, and refuses it when the Admins that remain are worse than those before, in the order of
     * {@link AdminCover}.
     */
    private static void keepingAnAdmin(Change change, Runnable work) {
        AdminCover before = UserStore.adminCover(change.handle(), change.subscriptionId(), change.at());
        work.run();
        AdminCover after = UserStore.adminCover(change.handle(), change.subscriptionId(), change.at());
        if (after.compareTo(before) < 0) {
            throw new RuleViolation(
                    Rule.LAST_ADMIN,
                    "At least one active Admin whose access does not expire must remain; make another one first");
        }
    }

    @FunctionalInterface
    private interface Writing {
        long run();
    }

    /** Another subscription may take the login at the same moment; the unique index then decides. */
    private static long guardLogin(String login, Writing work) {
        try {
            return work.run();
        } catch (JdbiException e) {
            if (SqlState.of(e).equals(SqlState.UNIQUE_VIOLATION)) {
                throw taken(login);
            }
            throw e;
        }
    }

    private static RuleViolation taken(String login) {
        return new RuleViolation(Rule.ALREADY_TAKEN, "The login " + login + " is taken; logins are unique", login);
    }

    private static boolean isCaller(Change change, long id) {
        return switch (change.caller()) {
            case Caller.Person person -> person.userId() == id;
            case Caller.Service service -> service.userId() == id;
            case Caller.System system -> false;
        };
    }

    private static User require(Change change, long id) {
        return UserStore.byId(change.handle(), change.subscriptionId(), id)
                .orElseThrow(() -> new RuleViolation(Rule.NOT_FOUND, "There is no user with the id " + id));
    }

    private static String describe(Set<Assignment> assignments) {
        return assignments.stream()
                .sorted(Comparator.comparing(Assignment::roleId).thenComparing(Assignment::workspaceId))
                .map(assignment -> assignment.roleId() + "@" + assignment.workspaceId())
                .collect(Collectors.joining(", "));
    }
}
