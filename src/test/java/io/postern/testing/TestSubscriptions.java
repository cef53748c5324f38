package io.postern.testing;

import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.NewService;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.role.Role;
import io.postern.access.role.Roles;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscription;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Passwords;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes a fresh subscription for a test, and in it whatever the test speaks of. */
@Singleton
public class TestSubscriptions {
    public static final Caller TEST = new Caller.System("test");

    private final Store store;
    private final Changes changes;
    private final Roles roles;
    private final Users users;
    private final CustomServices services;
    private final Passwords passwords;
    private final SecureRandom random;

    TestSubscriptions(
            Store store,
            Changes changes,
            Roles roles,
            Users users,
            CustomServices services,
            Passwords passwords,
            SecureRandom random) {
        this.store = store;
        this.changes = changes;
        this.roles = roles;
        this.users = users;
        this.services = services;
        this.passwords = passwords;
        this.random = random;
    }

    /** An integration: a role with permissions, an API-only user who holds it everywhere, and a service of that user. */
    public record Integration(
            int subscriptionId, int roleId, long userId, String login, long serviceId, UUID clientId, String secret) {}

    /** A person who can sign in. */
    public record Administrator(int subscriptionId, long userId, String login, String password) {}

    /** A person who holds Admin. */
    public Administrator administrator(int subscriptionId) {
        return person(subscriptionId, Set.of(new Assignment(BuiltInRole.ADMIN.id(), WorkspacePermissions.ALL)));
    }

    /** A person who holds a role of their own with these permissions, everywhere. */
    public Administrator person(int subscriptionId, Permission... permissions) {
        Role role = changes.apply(
                TEST,
                subscriptionId,
                change -> roles.create(change, "Role of " + login(), "", EnumSet.copyOf(List.of(permissions))));
        return person(subscriptionId, Set.of(new Assignment(role.id(), WorkspacePermissions.ALL)));
    }

    private Administrator person(int subscriptionId, Set<Assignment> assignments) {
        String login = login();
        String password = "correct horse battery";
        String hash = passwords.hash(password);
        User user = changes.apply(
                TEST,
                subscriptionId,
                change -> users.createPerson(
                        change, new UserDetails(login, "Ada", "Admin", "", null), hash, assignments));
        return new Administrator(subscriptionId, user.id(), login, password);
    }

    public Subscription create() {
        return create(Settings.named("Test"));
    }

    public Subscription create(Settings settings) {
        return store.inTransaction(handle -> changes.create(handle, TEST, MunchkinId.random(random), settings));
    }

    public Integration integration(Permission... permissions) {
        return integration(create().id(), permissions);
    }

    public Integration integration(int subscriptionId, Permission... permissions) {
        String login = login();
        UserDetails details = new UserDetails(login, "Inte", "Gration", "", null);
        return integration(subscriptionId, "Role of " + login, "Service of " + login, details, permissions);
    }

    /** An integration with names of the test's choice. */
    public Integration integration(
            int subscriptionId, String roleName, String serviceName, UserDetails details, Permission... permissions) {
        return changes.apply(TEST, subscriptionId, change -> {
            Set<Permission> granted = EnumSet.noneOf(Permission.class);
            granted.addAll(List.of(permissions));
            Role role = roles.create(change, roleName, "", granted);
            User user =
                    users.createApiOnly(change, details, Set.of(new Assignment(role.id(), WorkspacePermissions.ALL)));
            CustomServices.Created made = services.create(
                    change, new NewService(serviceName, "", user.id(), Optional.empty(), Optional.empty()));
            return new Integration(
                    subscriptionId,
                    role.id(),
                    user.id(),
                    details.email(),
                    made.service().id(),
                    made.service().clientId(),
                    made.secret().text());
        });
    }

    /** Holds the service of an integration to limits and addresses of its own. */
    public void restrict(Integration integration, Limits limits, AllowList apiAllowList) {
        changes.run(
                TEST,
                integration.subscriptionId(),
                change -> services.restrict(change, integration.serviceId(), limits, apiAllowList));
    }

    /** Lets all roles, users, services and secrets that a subscription has by now have been made at an instant. */
    public void age(int subscriptionId, Instant createdAt) {
        store.useTransaction(handle -> {
            for (String table : List.of("role", "user_account", "custom_service")) {
                handle.createUpdate("UPDATE <table> SET created_at = :at WHERE subscription_id = :subscription")
                        .define("table", table)
                        .bind("at", createdAt)
                        .bind("subscription", subscriptionId)
                        .execute();
            }
            handle.createUpdate("""
                            UPDATE client_secret SET created_at = :at WHERE subscription_id = :subscription
                            """)
                    .bind("at", createdAt)
                    .bind("subscription", subscriptionId)
                    .execute();
        });
    }

    /** A login that nobody has. */
    public String login() {
        return "u" + UUID.randomUUID().toString().substring(0, 13) + "@test.example";
    }
}
