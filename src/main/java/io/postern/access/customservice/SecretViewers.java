package io.postern.access.customservice;

import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.access.role.HeldPermissions;
import io.postern.access.role.RoleStore;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who could be shown the secret of a service, and who has had it in their hands. */
public final class SecretViewers {
    private static final List<String> NAMING = List.of("service.create", "service.edit");
    private static final RequiredPermissions LAUNCHPOINT = RequiredPermissions.anyOf(Permission.ACCESS_EVENT_PARTNERS);

    private SecretViewers() {}

    /** An act by which somebody got to see the secret of a service, or a token for it. */
    public enum Act {
        CREATED("service.create"),
        ROTATED("service.secret.rotate"),
        REVEALED("service.secret.reveal"),
        GOT_TOKEN("service.token");

        private final String action;

        Act(String action) {
            this.action = action;
        }

        private static Act of(AuditEntry entry) {
            return List.of(values()).stream()
                    .filter(act -> act.action.equals(entry.action()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * One such act.
     *
     * @param actor as the audit trail names who acted
     * @param address from where; empty for the server itself
     */
    public record Sight(Act act, String actor, String address, Instant at) {}

    /**
     * The people to whom {@link CustomServices#reveal} would show the secret of a service at an instant, by address.
     * They can sign in, may open LaunchPoint, and hold all that its user holds. They are told even where no secret can
     * be shown, for they could make another one.
     */
    public static List<User> possible(Handle handle, int subscriptionId, CustomService service, Instant at) {
        User owner = UserStore.byId(handle, subscriptionId, service.userId()).orElseThrow();
        Map<Integer, Set<Permission>> permissionsOfRoles = RoleStore.permissionsOfRoles(handle, subscriptionId);
        return UserStore.peopleWith(handle, subscriptionId, Permission.ACCESS_EVENT_PARTNERS, at).stream()
                .filter(person -> {
                    HeldPermissions held = HeldPermissions.of(person.assignments(), permissionsOfRoles);
                    return held.permissions().satisfySomewhere(LAUNCHPOINT)
                            && held.covers(owner.assignments(), permissionsOfRoles);
                })
                .toList();
    }

    /**
     * What the audit trail tells of a service, also under names that it had before, the latest first.
     *
     * @param limit the most that is told
     */
    public static List<Sight> sights(Handle handle, int subscriptionId, CustomService service, int limit) {
        return AuditTrail.about(
                        handle,
                        subscriptionId,
                        NAMING,
                        CustomService.statePattern(service.clientId()),
                        List.of(Act.values()).stream().map(act -> act.action).toList(),
                        limit)
                .stream()
                .map(entry -> new Sight(Act.of(entry), entry.actor(), entry.address(), entry.at()))
                .toList();
    }
}
