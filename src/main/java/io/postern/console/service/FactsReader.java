package io.postern.console.service;

import io.postern.access.customservice.ClientSecrets;
import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.OwnedService;
import io.postern.access.customservice.SecretViewers;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Workspace;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.console.Visit;
import io.postern.console.launchpoint.SecretRow;
import io.postern.console.launchpoint.ServiceRow;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what the page of a service tells of it and of who may use it. */
@Singleton
final class FactsReader {
    private static final int MOST_PEOPLE = 20;
    private static final int MOST_SIGHTS = 10;

    private final Visit visit;
    private final Store store;
    private final ClientSecrets secrets;

    FactsReader(Visit visit, Store store, ClientSecrets secrets) {
        this.visit = visit;
        this.store = store;
        this.secrets = secrets;
    }

    ServiceFacts read(long id) {
        return store.inTransaction(handle -> {
            OwnedService owned =
                    CustomServiceStore.owned(handle, visit.subscriptionId(), id).orElseThrow(NotFoundException::new);
            User user = UserStore.byId(
                            handle, visit.subscriptionId(), owned.service().userId())
                    .orElseThrow();
            Instant now = visit.now();
            return new ServiceFacts(
                    ServiceRow.of(owned, now),
                    owned.service().limits(),
                    standing(owned, now).map(visit.formats()::instant).orElse(""),
                    actor(handle, owned, now),
                    owner(user),
                    grants(handle, user),
                    secrets(handle, id, now),
                    viewers(handle, owned.service(), now));
        });
    }

    /** Since when it is not served; empty when it is. */
    private static Optional<Instant> standing(OwnedService owned, Instant now) {
        return Optional.ofNullable(
                switch (owned.status(now)) {
                    case ACTIVE -> null;
                    case DISABLED -> owned.service().disabledAt();
                    case USER_DISABLED -> owned.userDisabledAt();
                    case USER_EXPIRED -> owned.userAccessExpiresAt();
                });
    }

    /** Who keeps it from being served; empty when nobody is known to. */
    private String actor(Handle handle, OwnedService owned, Instant now) {
        @Nullable
        String action = switch (owned.status(now)) {
            case DISABLED -> "service.disable";
            case USER_DISABLED -> "user.disable";
            case ACTIVE, USER_EXPIRED -> null;
        };
        return action == null
                ? ""
                : standing(owned, now)
                        .flatMap(at -> AuditTrail.actor(handle, visit.subscriptionId(), at, List.of(action)))
                        .orElse("");
    }

    private ServiceFacts.Owner owner(User user) {
        return new ServiceFacts.Owner(
                user.login(),
                user.name(),
                Optional.ofNullable(user.accessExpiresAt()).map(visit.formats()::instant),
                link(Permission.ACCESS_USERS, "/users?user=" + user.id()));
    }

    /** By workspace; what is assigned for all of them comes first. */
    private List<ServiceFacts.Grant> grants(Handle handle, User user) {
        Map<Integer, Role> roles = RoleStore.roles(handle, visit.subscriptionId()).stream()
                .collect(Collectors.toMap(Role::id, role -> role));
        Map<Integer, String> workspaces = SubscriptionStore.workspaces(handle, visit.subscriptionId()).stream()
                .collect(Collectors.toMap(Workspace::id, Workspace::name));
        WorkspacePermissions held = RoleStore.permissions(
                user.assignments(), roles.values().stream().collect(Collectors.toMap(Role::id, Role::permissions)));
        Map<Integer, List<ServiceFacts.GrantedRole>> byWorkspace = new TreeMap<>();
        for (Assignment assignment : user.assignments()) {
            Role role = Objects.requireNonNull(roles.get(assignment.roleId()), "an assigned role is there");
            byWorkspace
                    .computeIfAbsent(assignment.workspaceId(), workspace -> new ArrayList<>())
                    .add(new ServiceFacts.GrantedRole(
                            role.name(), link(Permission.ACCESS_ROLES, "/roles?edit=" + role.id())));
        }
        return byWorkspace.entrySet().stream()
                .map(entry -> new ServiceFacts.Grant(
                        workspaces.getOrDefault(entry.getKey(), ""),
                        entry.getValue(),
                        apiPermissions(held.in(entry.getKey()))))
                .toList();
    }

    private static List<String> apiPermissions(Set<Permission> held) {
        return held.stream()
                .filter(permission -> permission.isApi() && permission != Permission.ACCESS_API)
                .map(Permission::label)
                .toList();
    }

    private ServiceFacts.Secrets secrets(Handle handle, long id, Instant now) {
        Map<Boolean, List<SecretRow>> rows =
                SecretRow.of(secrets.list(handle, visit.subscriptionId(), id), now, visit.formats(), visit.zone())
                        .stream()
                        .collect(Collectors.partitioningBy(SecretRow::isLive));
        return new ServiceFacts.Secrets(rows.getOrDefault(true, List.of()), rows.getOrDefault(false, List.of()));
    }

    private ServiceFacts.Viewers viewers(Handle handle, CustomService service, Instant now) {
        List<User> people = SecretViewers.possible(handle, visit.subscriptionId(), service, now);
        List<ServiceFacts.Sight> sights =
                SecretViewers.sights(handle, visit.subscriptionId(), service, MOST_SIGHTS).stream()
                        .map(sight -> new ServiceFacts.Sight(
                                sight.act(),
                                sight.actor(),
                                sight.address(),
                                visit.formats().instant(sight.at())))
                        .toList();
        return new ServiceFacts.Viewers(
                !visit.person().subscription().settings().compatibility().secretsRevealable(),
                people.stream()
                        .limit(MOST_PEOPLE)
                        .map(user -> new ServiceFacts.Viewer(user.login(), user.name()))
                        .toList(),
                Math.max(0, people.size() - MOST_PEOPLE),
                sights);
    }

    private Optional<String> link(Permission asked, String path) {
        return visit.person().holds(asked) ? Optional.of(path) : Optional.empty();
    }
}
