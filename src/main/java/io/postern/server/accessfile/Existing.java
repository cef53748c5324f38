package io.postern.server.accessfile;

import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.role.BuiltInRole;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Workspace;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a subscription has before a file is applied, by name as {@link AccessFile#key} compares it.
 *
 * @param zone in which its days end
 */
record Existing(
        ZoneId zone,
        Map<String, Workspace> workspaces,
        Map<String, Role> roles,
        Map<String, User> users,
        Map<String, CustomService> services) {
    /** What every subscription begins with. */
    static final Existing NEW = new Existing(
            Settings.DEFAULT_TIME_ZONE,
            byName(Stream.of(new Workspace(Workspace.DEFAULT, "Default", "")), Workspace::name),
            byName(Stream.of(BuiltInRole.values()).map(BuiltInRole::role), Role::name),
            Map.of(),
            Map.of());

    Existing {
        workspaces = Map.copyOf(workspaces);
        roles = Map.copyOf(roles);
        users = Map.copyOf(users);
        services = Map.copyOf(services);
    }

    /** Reads the rows of the subscription that a change has locked. */
    static Existing of(Change change) {
        int id = change.subscriptionId();
        return new Existing(
                change.subscription().settings().timeZone(),
                byName(SubscriptionStore.workspaces(change.handle(), id), Workspace::name),
                byName(RoleStore.roles(change.handle(), id), Role::name),
                byName(UserStore.users(change.handle(), id), User::login),
                byName(CustomServiceStore.services(change.handle(), id), CustomService::displayName));
    }

    Optional<Workspace> workspace(String name) {
        return Optional.ofNullable(workspaces.get(AccessFile.key(name)));
    }

    Optional<Role> role(String name) {
        return Optional.ofNullable(roles.get(AccessFile.key(name)));
    }

    Optional<User> user(String login) {
        return Optional.ofNullable(users.get(AccessFile.key(login)));
    }

    Optional<CustomService> service(String displayName) {
        return Optional.ofNullable(services.get(AccessFile.key(displayName)));
    }

    private static <T> Map<String, T> byName(Collection<T> all, Function<T, String> name) {
        return byName(all.stream(), name);
    }

    private static <T> Map<String, T> byName(Stream<T> all, Function<T, String> name) {
        return all.collect(Collectors.toMap(each -> AccessFile.key(name.apply(each)), each -> each));
    }
}
