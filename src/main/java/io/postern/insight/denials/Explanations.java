package io.postern.insight.denials;

import io.postern.access.customservice.ClientSecretStore;
import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directory;
import io.postern.access.permission.Permission;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.foundation.audit.AuditTrail;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks up what a refusal did not know of its cause: the names of roles, and who has done what led to it. */
final class Explanations {
    private static final List<String> SECRET_ENDINGS =
            List.of("service.secret.end", "service.secret.cancel", "service.secret.rotate");

    private final Handle handle;
    private final int subscriptionId;
    private @Nullable Map<Integer, Role> roles;

    Explanations(Handle handle, int subscriptionId) {
        this.handle = handle;
        this.subscriptionId = subscriptionId;
    }

    Explanation of(Denials.Noted noted) {
        DenialCause cause = noted.kind().cause();
        return switch (cause) {
            case DenialCause.PermissionMissing missing -> permissionMissing(missing, noted);
            case DenialCause.ServiceDisabled disabled -> serviceDisabled(disabled, noted);
            case DenialCause.UserDisabled disabled -> userDisabled(disabled, noted);
            case DenialCause.UserExpired expired -> Explanation.since(expired, expired.at(), "");
            case DenialCause.TokenRevoked revoked ->
                Explanation.since(revoked, revoked.at(), actor(revoked.at(), List.of("service.token.revoke")));
            case DenialCause.SecretEnded ended -> secretEnded(ended);
            case DenialCause.AddressNotAllowed _,
                    DenialCause.TokenExpired _,
                    DenialCause.TokenInParameters _,
                    DenialCause.DailyQuotaReached _,
                    DenialCause.RateLimitExceeded _,
                    DenialCause.ConcurrencyLimitReached _,
                    DenialCause.SecretWrong _,
                    DenialCause.TooManyAttempts _ -> Explanation.of(cause);
        };
    }

    private Explanation permissionMissing(DenialCause.PermissionMissing missing, Denials.Noted noted) {
        Directory.@Nullable Service service =
                noted.directory().services().get(noted.kind().serviceId());
        if (service == null) {
            return Explanation.of(missing);
        }
        Set<Permission> related = missing.needed().related();
        List<Explanation.HeldRole> held = RoleStore.assignments(handle, subscriptionId, service.userId()).stream()
                .map(Assignment::roleId)
                .distinct()
                .map(roles()::get)
                .filter(Objects::nonNull)
                .map(role -> new Explanation.HeldRole(role.id(), role.name(), common(role.permissions(), related)))
                .sorted(Comparator.comparing(Explanation.HeldRole::name))
                .toList();
        return new Explanation(missing, held, null, "");
    }

    private Explanation serviceDisabled(DenialCause cause, Denials.Noted noted) {
        @Nullable
        Instant since = CustomServiceStore.byId(
                        handle, subscriptionId, noted.kind().serviceId())
                .map(CustomService::disabledAt)
                .orElse(null);
        return Explanation.since(cause, since, actor(since, List.of("service.disable")));
    }

    private Explanation userDisabled(DenialCause cause, Denials.Noted noted) {
        Directory.@Nullable Service service =
                noted.directory().services().get(noted.kind().serviceId());
        @Nullable
        Instant since = service == null
                ? null
                : UserStore.byId(handle, subscriptionId, service.userId())
                        .map(User::disabledAt)
                        .orElse(null);
        return Explanation.since(cause, since, actor(since, List.of("user.disable")));
    }

    /** A rotation ends the secret before it later than it is made. */
    private Explanation secretEnded(DenialCause.SecretEnded cause) {
        Optional<ClientSecretStore.Ending> ending = ClientSecretStore.ending(handle, subscriptionId, cause.secretId());
        if (ending.isEmpty() || !ending.get().isByRotation()) {
            return Explanation.since(
                    cause, ending.map(ClientSecretStore.Ending::at).orElse(null), "");
        }
        String ender = actor(ending.get().at(), SECRET_ENDINGS);
        return Explanation.since(
                cause,
                ending.get().at(),
                ender.isEmpty() ? actor(ending.get().replacedAt(), List.of("service.secret.rotate")) : ender);
    }

    private Map<Integer, Role> roles() {
        @Nullable Map<Integer, Role> known = roles;
        if (known == null) {
            known = RoleStore.roles(handle, subscriptionId).stream().collect(Collectors.toMap(Role::id, role -> role));
            roles = known;
        }
        return known;
    }

    /** Who did one of these at an instant; empty when nobody is known to. */
    private String actor(@Nullable Instant at, List<String> actions) {
        return at == null
                ? ""
                : AuditTrail.actor(handle, subscriptionId, at, actions).orElse("");
    }

    private static Set<Permission> common(Set<Permission> granted, Set<Permission> related) {
        return related.stream().filter(granted::contains).collect(Collectors.toCollection(TreeSet::new));
    }
}
