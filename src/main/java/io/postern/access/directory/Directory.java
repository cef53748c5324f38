package io.postern.access.directory;

import io.postern.access.customservice.ServiceStatus;
import io.postern.access.customservice.StoredSecret;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The access model of one subscription as it was at one version: what the gate decides on, and no more. Immutable; a
 * later version is another object.
 *
 * @param version the access version of the rows it was made from
 * @param services by id
 * @param users API-only users by id
 * @param partitions the partitions that each workspace sees
 * @param partitionIds all partitions, by lower-case name
 */
public record Directory(
        int subscriptionId,
        long version,
        Settings settings,
        Map<Long, Service> services,
        Map<UUID, Service> servicesByClientId,
        Map<Long, ApiUser> users,
        Map<Integer, Set<Integer>> partitions,
        Map<String, Integer> partitionIds) {
    public Directory {
        services = Map.copyOf(services);
        servicesByClientId = Map.copyOf(servicesByClientId);
        users = Map.copyOf(users);
        partitions = Map.copyOf(partitions);
        partitionIds = Map.copyOf(partitionIds);
    }

    /**
     * A custom service.
     *
     * @param limits of its own, beside those of the subscription; 0 for none
     * @param apiAllowList of its own, beside that of the subscription
     */
    public record Service(
            long id,
            UUID clientId,
            String displayName,
            long userId,
            List<StoredSecret> secrets,
            Limits limits,
            AllowList apiAllowList,
            boolean disabled) {}

    /**
     * An API-only user.
     *
     * @param accessExpiresAt the first instant at which they have no access; null for never
     */
    public record ApiUser(
            long id,
            String login,
            @Nullable Instant accessExpiresAt,
            boolean disabled,
            WorkspacePermissions permissions) {}

    /** The day of the subscription at an instant: it begins at midnight of its time zone. */
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, settings.timeZone());
    }

    /** How a service of this directory stands at an instant. */
    public ServiceStatus status(Service service, Instant at) {
        ApiUser user = user(service);
        return ServiceStatus.of(service.disabled(), user.disabled(), user.accessExpiresAt(), at);
    }

    /**
     * Why a service is not served at an instant: it or its user is disabled or past their time; null when it is served.
     */
    public @Nullable DenialCause unserved(Service service, Instant at) {
        return switch (status(service, at)) {
            case ACTIVE -> null;
            case DISABLED -> new DenialCause.ServiceDisabled();
            case USER_DISABLED -> new DenialCause.UserDisabled();
            case USER_EXPIRED ->
                new DenialCause.UserExpired(
                        Objects.requireNonNull(user(service).accessExpiresAt(), "an expired user has an end"));
        };
    }

    /**
     * Why a service may not be called from an address: the allow-list of the subscription, which is asked first, or its
     * own does not have it; null when it may.
     *
     * @param address as text, IPv4 or IPv6
     */
    public @Nullable DenialCause outside(Service service, String address) {
        if (!settings.apiAllowList().admits(address)) {
            return new DenialCause.AddressNotAllowed(false);
        }
        return service.apiAllowList().admits(address) ? null : new DenialCause.AddressNotAllowed(true);
    }

    /** The user that owns a service of this directory. */
    public ApiUser user(Service service) {
        return Objects.requireNonNull(users.get(service.userId()), "a service belongs to an API-only user");
    }

    /** The partitions that can be reached from any of these workspaces, {@link WorkspacePermissions#ALL} included. */
    public Set<Integer> partitionsOf(Set<Integer> workspaces) {
        Set<Integer> reached = new TreeSet<>();
        if (workspaces.contains(WorkspacePermissions.ALL)) {
            partitions.values().forEach(reached::addAll);
        } else {
            workspaces.forEach(workspace -> reached.addAll(partitions.getOrDefault(workspace, Set.of())));
        }
        return reached;
    }
}
