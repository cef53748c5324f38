package io.postern.access.directory;

import io.postern.access.customservice.ClientSecretStore;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.StoredSecret;
import io.postern.access.directory.Directory.ApiUser;
import io.postern.access.directory.Directory.Service;
import io.postern.access.permission.Permission;
import io.postern.access.role.Assignment;
import io.postern.access.role.RoleStore;
import io.postern.access.subscription.Partition;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.foundation.store.DeadlinePassed;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The directories that this node holds: loaded at first use, replaced when another node or this one has changed access.
 * Thread safe; the methods whose name begins with {@code held} never touch the database.
 */
@Singleton
public final class Directories {
    private static final Logger LOG = Logger.getLogger(Directories.class);

    /** How often a node asks for new versions. */
    public static final Duration POLL = Duration.ofMillis(300);

    /** How long a node may go on deciding without having asked. */
    public static final Duration CONFIRMATION_LIMIT = Duration.ofSeconds(10);

    private final Store store;
    private final Map<Integer, Directory> held = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> subscriptionsByClientId = new ConcurrentHashMap<>();
    private volatile boolean databaseAway;
    private volatile boolean retired;
    private volatile long confirmedAtNanos = System.nanoTime() - CONFIRMATION_LIMIT.toNanos();

    public Directories(Store store) {
        this.store = store;
    }

    /** The directory of a subscription if this node holds it. */
    public @Nullable Directory held(int subscriptionId) {
        return held.get(subscriptionId);
    }

    /** The directory in which a client id is, if this node holds it. */
    public @Nullable Directory heldByClientId(UUID clientId) {
        @Nullable Integer subscriptionId = subscriptionsByClientId.get(clientId);
        @Nullable Directory directory = subscriptionId == null ? null : held.get(subscriptionId);
        return directory != null && directory.servicesByClientId().containsKey(clientId) ? directory : null;
    }

    /**
     * The directory of a subscription, loaded when needed.
     *
     * @throws StoreUnavailable when it must be loaded and cannot
     */
    public Optional<Directory> get(int subscriptionId) {
        @Nullable Directory directory = held.get(subscriptionId);
        return directory != null ? Optional.of(directory) : load(subscriptionId);
    }

    /** The directory in which a client id is, loaded when needed. */
    public Optional<Directory> byClientId(UUID clientId) {
        @Nullable Directory directory = heldByClientId(clientId);
        if (directory != null) {
            return Optional.of(directory);
        }
        return store.with(handle -> CustomServiceStore.subscriptionOf(handle, clientId))
                .flatMap(this::get);
    }

    /**
     * Returns once this node holds a version of a subscription, or a later one. If the database went away after the
     * commit, so that the version cannot be read, this node counts as not confirmed: it decides nothing until it has
     * asked again.
     */
    public void awaitVersion(int subscriptionId, long version) {
        @Nullable Directory directory = held.get(subscriptionId);
        if (directory == null || directory.version() < version) {
            try {
                load(subscriptionId);
            } catch (StoreUnavailable | DeadlinePassed e) {
                confirmedAtNanos = System.nanoTime() - CONFIRMATION_LIMIT.toNanos();
            }
        }
    }

    @Produces
    @Singleton
    RegularWork polling() {
        return RegularWork.every(POLL, "directories.refresh", this::poll).beforeReady();
    }

    /**
     * Asks for the versions of all subscriptions and loads what is newer than what is held.
     *
     * @throws StoreUnavailable when the database cannot be asked; what is held stays
     */
    public void refresh() {
        long askedAt = System.nanoTime();
        Map<Integer, Long> versions = store.with(SubscriptionStore::versions);
        for (Directory directory : List.copyOf(held.values())) {
            @Nullable Long version = versions.get(directory.subscriptionId());
            if (version == null || version > directory.version()) {
                load(directory.subscriptionId());
            }
        }
        confirmedAtNanos = askedAt;
    }

    /** This asks the database every time, so it tells the operator whether the database is there. */
    private void poll() {
        try {
            refresh();
        } catch (StoreUnavailable | DeadlinePassed e) {
            if (!databaseAway) {
                databaseAway = true;
                LOG.warnf("The database cannot be reached: %s", e.getMessage());
            }
            throw e;
        }
        if (databaseAway) {
            databaseAway = false;
            LOG.info("The database is back");
        }
    }

    /** Whether what is held was confirmed within {@link #CONFIRMATION_LIMIT}: only then may it be decided on. */
    public boolean isConfirmed() {
        return !retired && System.nanoTime() - confirmedAtNanos < CONFIRMATION_LIMIT.toNanos();
    }

    /** How long ago what is held was confirmed; {@link #CONFIRMATION_LIMIT} or more while it never was. */
    public Duration confirmationAge() {
        return Duration.ofNanos(System.nanoTime() - confirmedAtNanos);
    }

    /** Decides nothing from now on: the server is about to stop. */
    public void retire() {
        retired = true;
    }

    private Optional<Directory> load(int subscriptionId) {
        Optional<Directory> loaded = store.inSnapshot(handle -> read(handle, subscriptionId));
        if (loaded.isEmpty()) {
            held.remove(subscriptionId);
            return loaded;
        }
        Directory directory = publish(loaded.get());
        directory.servicesByClientId().keySet().forEach(id -> subscriptionsByClientId.put(id, subscriptionId));
        return Optional.of(directory);
    }

    /** Keeps the newer one: two loads may end in the other order than they began. */
    private Directory publish(Directory loaded) {
        return held.merge(
                loaded.subscriptionId(), loaded, (old, fresh) -> fresh.version() > old.version() ? fresh : old);
    }

    private static Optional<Directory> read(Handle handle, int subscriptionId) {
        @Nullable
        Subscription subscription =
                SubscriptionStore.byId(handle, subscriptionId).orElse(null);
        if (subscription == null) {
            return Optional.empty();
        }
        Map<Long, ApiUser> users = new HashMap<>();
        Map<Integer, Set<Permission>> permissionsOfRoles = RoleStore.permissionsOfRoles(handle, subscriptionId);
        Map<Long, List<Assignment>> assignments = RoleStore.assignments(handle, subscriptionId);
        for (User user : UserStore.users(handle, subscriptionId)) {
            if (user.apiOnly()) {
                users.put(
                        user.id(),
                        new ApiUser(
                                user.id(),
                                user.login(),
                                user.accessExpiresAt(),
                                user.disabledAt() != null,
                                RoleStore.permissions(
                                        assignments.getOrDefault(user.id(), List.of()), permissionsOfRoles)));
            }
        }
        Map<Long, List<StoredSecret>> secrets = ClientSecretStore.secrets(handle, subscriptionId).stream()
                .collect(Collectors.groupingBy(StoredSecret::serviceId));
        Map<Long, Service> services = CustomServiceStore.services(handle, subscriptionId).stream()
                .map(service -> new Service(
                        service.id(),
                        service.clientId(),
                        service.displayName(),
                        service.userId(),
                        secrets.getOrDefault(service.id(), List.of()),
                        service.limits(),
                        service.apiAllowList(),
                        service.disabledAt() != null))
                .collect(Collectors.toMap(Service::id, service -> service));
        return Optional.of(new Directory(
                subscriptionId,
                subscription.accessVersion(),
                subscription.settings(),
                services,
                services.values().stream().collect(Collectors.toMap(Service::clientId, service -> service)),
                users,
                SubscriptionStore.partitionsOfWorkspaces(handle, subscriptionId),
                SubscriptionStore.partitions(handle, subscriptionId).stream()
                        .collect(Collectors.toMap(
                                partition -> partition.name().toLowerCase(Locale.ROOT), Partition::id))));
    }
}
