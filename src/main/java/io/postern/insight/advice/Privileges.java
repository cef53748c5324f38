package io.postern.insight.advice;

import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.foundation.store.Store;
import io.postern.insight.advice.Grantee.Kind;
import io.postern.insight.advice.PrivilegeStore.LastCall;
import io.postern.insight.calls.LastCalls;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What was granted to roles, API-only users and custom services, and what of it calls needed. Only permissions of the
 * API are judged. Admin is left out, because it cannot be edited. A role is needed for the operations with which its
 * present holders were served. Thread safe.
 */
@Singleton
public final class Privileges {
    private final Store store;
    private final Operations catalog;
    private final LastCalls lastCalls;

    public Privileges(Store store, Operations catalog, LastCalls lastCalls) {
        this.store = store;
        this.catalog = catalog;
        this.lastCalls = lastCalls;
    }

    /** Tells what somebody with some roles has used of their permissions. The id is that within the kind. */
    private interface Uses {
        PermissionUse of(long id, List<Role> roles);
    }

    /**
     * All of a kind that are granted something of the API, in no order. The calls that this node has noted are taken
     * into account.
     */
    public List<Grantee> list(int subscriptionId, Kind kind) {
        lastCalls.merge();
        return store.inSnapshot(handle -> grantees(handle, subscriptionId, kind))
                .filter(grantee -> !grantee.use().judged().isEmpty())
                .toList();
    }

    /** One of a kind, whether or not it is granted something of the API; empty when there is none with this id. */
    public Optional<Grantee> find(int subscriptionId, Kind kind, long id) {
        lastCalls.merge();
        return store.inSnapshot(handle -> grantees(handle, subscriptionId, kind))
                .filter(grantee -> grantee.id() == id)
                .findFirst();
    }

    /**
     * The first day of which calls are recorded by operation, or the present one while there were none.
     *
     * @return empty where all since a day are recorded
     */
    public Optional<LocalDate> recordedOnlySince(int subscriptionId, LocalDate day, LocalDate today) {
        return Optional.of(store.with(handle -> PrivilegeStore.firstDay(handle, subscriptionId))
                        .orElse(today))
                .filter(first -> first.isAfter(day));
    }

    private Stream<Grantee> grantees(Handle handle, int subscriptionId, Kind kind) {
        Map<Long, List<ServedOperation>> served = served(PrivilegeStore.lastCalls(handle, subscriptionId, kind));
        PermissionUse.Reader reader = new PermissionUse.Reader();
        Uses uses = (id, held) -> reader.read(permissions(held), served.getOrDefault(id, List.of()));
        Map<Integer, Role> roles =
                RoleStore.roles(handle, subscriptionId).stream().collect(Collectors.toMap(Role::id, role -> role));
        List<User> users = UserStore.users(handle, subscriptionId);
        return switch (kind) {
            case ROLE -> ofRoles(roles.values(), users, RoleStore.changedAt(handle, subscriptionId), uses);
            case USER -> ofUsers(users, roles, uses);
            case SERVICE -> ofServices(CustomServiceStore.services(handle, subscriptionId), users, roles, uses);
        };
    }

    private static Stream<Grantee> ofRoles(
            Collection<Role> roles, List<User> users, Map<Integer, Instant> changedAt, Uses uses) {
        Map<Integer, Long> holders = holders(users.stream().filter(User::apiOnly));
        Map<Integer, Long> people = holders(users.stream().filter(user -> !user.apiOnly()));
        return roles.stream()
                .filter(role -> role.id() != BuiltInRole.ADMIN.id())
                .map(role -> new Grantee.OfRole(
                        role,
                        changedAt.getOrDefault(role.id(), Instant.EPOCH),
                        holders.getOrDefault(role.id(), 0L),
                        people.getOrDefault(role.id(), 0L),
                        uses.of(role.id(), List.of(role))));
    }

    private static Map<Integer, Long> holders(Stream<User> users) {
        return users.flatMap(user ->
                        user.assignments().stream().map(Assignment::roleId).distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Stream<Grantee> ofUsers(List<User> users, Map<Integer, Role> roles, Uses uses) {
        return users.stream().filter(User::apiOnly).map(user -> {
            Grantee.Held held = held(user, roles);
            return new Grantee.OfUser(
                    user.id(), user.login(), user.createdAt(), held, uses.of(user.id(), held.roles()));
        });
    }

    private static Stream<Grantee> ofServices(
            List<CustomService> services, List<User> users, Map<Integer, Role> roles, Uses uses) {
        Map<Long, User> owners = users.stream().collect(Collectors.toMap(User::id, user -> user));
        return services.stream().map(service -> {
            User owner = Objects.requireNonNull(owners.get(service.userId()), "a service has an API-only user");
            Grantee.Held held = held(owner, roles);
            return new Grantee.OfService(
                    service.id(),
                    service.displayName(),
                    service.createdAt(),
                    owner.login(),
                    held,
                    uses.of(service.id(), held.roles()));
        });
    }

    private static Grantee.Held held(User user, Map<Integer, Role> roles) {
        Map<Integer, Set<Integer>> workspaces = user.assignments().stream()
                .collect(Collectors.groupingBy(
                        Assignment::roleId,
                        LinkedHashMap::new,
                        Collectors.mapping(Assignment::workspaceId, Collectors.toSet())));
        return new Grantee.Held(
                workspaces.keySet().stream()
                        .map(id -> Objects.requireNonNull(roles.get(id), "an assigned role is there"))
                        .toList(),
                workspaces.values().stream().distinct().count() <= 1);
    }

    private static Set<Permission> permissions(List<Role> roles) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> permissions.addAll(role.permissions()));
        return permissions;
    }

    /** What a former version of the catalogue had is passed over. */
    private Map<Long, List<ServedOperation>> served(List<LastCall> calls) {
        Map<String, Optional<Operation>> known = new HashMap<>();
        Map<Long, List<ServedOperation>> served = new HashMap<>();
        for (LastCall call : calls) {
            known.computeIfAbsent(call.operation(), catalog::ofId)
                    .ifPresent(operation -> served.computeIfAbsent(call.id(), fresh -> new ArrayList<>())
                            .add(new ServedOperation(operation, call.at())));
        }
        return served;
    }
}
