package io.postern.access.token;

import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.OwnedService;
import io.postern.access.customservice.SecretUses;
import io.postern.access.customservice.ServiceStatus;
import io.postern.access.customservice.StoredSecret;
import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directories;
import io.postern.access.directory.Directory;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.token.TokenGrant.Denied;
import io.postern.access.token.TokenGrant.DeniedService;
import io.postern.access.token.TokenGrant.Granted;
import io.postern.access.token.TokenGrant.Reason;
import io.postern.foundation.vault.Vault;
import io.postern.foundation.wire.Quote;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Grants tokens for client credentials. RFC 6749 §4.4, with the errors that clients of the documented server test for.
 * Thread safe; {@link #held} never touches the database.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6749#section-4.4">RFC 6749, section 4.4</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
@Singleton
public final class TokenGrants {
    private static final UUID NOBODY = new UUID(0, 0);

    private final Directories directories;
    private final Tokens tokens;
    private final CustomServices services;
    private final SecretUses uses;
    private final GuessSlowdown slowdown;
    private final Vault vault;
    private final SubscriptionClock clock;

    public TokenGrants(
            Directories directories,
            Tokens tokens,
            CustomServices services,
            SecretUses uses,
            GuessSlowdown slowdown,
            Vault vault,
            SubscriptionClock clock) {
        this.directories = directories;
        this.tokens = tokens;
        this.services = services;
        this.uses = uses;
        this.slowdown = slowdown;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Decides from memory; null when the database must be asked, with {@link #grant}.
     *
     * @param address from where the client calls
     */
    public @Nullable TokenGrant held(String clientId, String clientSecret, String address) {
        @Nullable UUID id = parse(clientId);
        @Nullable Directory directory = id == null ? null : directories.heldByClientId(id);
        @Nullable Denied early = waiting(slowdown.secondsToWait(id, address), tried(directory, id));
        if (early != null) {
            return early;
        }
        if (id != null && directory == null) {
            return null;
        }
        return switch (check(directory, id, clientId, clientSecret, address)) {
            case Bad(Denied denied) -> denied;
            case Good good -> {
                Instant now = clock.now(good.directory().subscriptionId());
                Tokens.@Nullable Issued live = tokens.heldLive(good.directory(), good.service(), now);
                yield live == null ? null : granted(good.login(), live, now);
            }
        };
    }

    /** Decides with the help of the database, and issues a token when there is none. */
    public TokenGrant grant(String clientId, String clientSecret, String address) {
        @Nullable UUID id = parse(clientId);
        @Nullable
        Directory directory = id == null ? null : directories.byClientId(id).orElse(null);
        return switch (check(directory, id, clientId, clientSecret, address)) {
            case Bad(Denied denied) -> denied;
            case Good good ->
                tokens.issue(good.directory(), good.service())
                        .<TokenGrant>map(issued -> granted(
                                good.login(), issued, clock.now(good.directory().subscriptionId())))
                        .orElseGet(() -> unknown(clientId));
        };
    }

    /**
     * Decides for somebody who may act through a service and does not show its secret. They get the same token as the
     * integration. A grant is audited.
     *
     * @throws RuleViolation when there is no such service, or its user holds what the caller does not hold
     */
    public TokenGrant grant(Change change, long serviceId) {
        OwnedService owned = services.requireActing(change, serviceId);
        CustomService service = owned.service();
        ServiceStatus status = owned.status(change.at());
        if (status != ServiceStatus.ACTIVE) {
            return new Denied(
                    Reason.of(status),
                    whyNotServed(status, service.displayName(), owned.login(), owned.userAccessExpiresAt()),
                    null);
        }
        return tokens.issue(
                        change.handle(),
                        change.subscriptionId(),
                        change.subscription().settings(),
                        serviceId)
                .<TokenGrant>map(issued -> {
                    change.record("service.token", service.displayName(), "", "");
                    return granted(owned.login(), issued, clock.now(change.subscriptionId()));
                })
                .orElseGet(() -> unknown(service.clientId().toString()));
    }

    /** Credentials that were looked at. */
    private sealed interface Checked {}

    /** The service gets a token. */
    private record Good(Directory directory, Directory.Service service) implements Checked {
        String login() {
            return directory.user(service).login();
        }
    }

    /** Nobody gets one. */
    private record Bad(Denied denied) implements Checked {}

    /** An unknown client costs the same work as a wrong secret. */
    private Checked check(
            @Nullable Directory directory, @Nullable UUID id, String clientId, String clientSecret, String address) {
        byte[] hash = StoredSecret.hash(vault, id == null ? NOBODY : id, clientSecret);
        Directory.@Nullable Service service = directory == null || id == null
                ? null
                : directory.servicesByClientId().get(id);
        if (directory == null || service == null) {
            StoredSecret.matchNone(hash);
            @Nullable Denied wait = waiting(slowdown.failed(null, address), null);
            return new Bad(wait == null ? unknown(clientId) : wait);
        }
        Instant now = clock.now(directory.subscriptionId());
        @Nullable DenialCause outside = directory.outside(service, address);
        if (outside != null) {
            // whether the secret is right is nobody's business there
            return new Bad(new Denied(
                    Reason.ADDRESS_NOT_ALLOWED,
                    "The address " + address + " is not on the allow-list",
                    new DeniedService(directory, service.id(), outside)));
        }
        @Nullable StoredSecret secret = null;
        @Nullable StoredSecret ended = null;
        for (StoredSecret each : service.secrets()) {
            if (each.matches(hash)) {
                if (each.isLive(now)) {
                    secret = each;
                } else {
                    ended = each;
                }
            }
        }
        @Nullable
        Denied wait = waiting(
                secret == null
                        ? slowdown.failed(service.clientId(), address)
                        : slowdown.succeeded(service.clientId(), address),
                tried(directory, id));
        if (wait != null) {
            return new Bad(wait);
        }
        if (secret == null) {
            DenialCause cause = ended == null ? new DenialCause.SecretWrong() : new DenialCause.SecretEnded(ended.id());
            return new Bad(new Denied(
                    Reason.WRONG_SECRET, "Bad client credentials", new DeniedService(directory, service.id(), cause)));
        }
        @Nullable DenialCause unserved = directory.unserved(service, now);
        if (unserved != null) {
            Directory.ApiUser user = directory.user(service);
            ServiceStatus status = directory.status(service, now);
            return new Bad(new Denied(
                    Reason.of(status),
                    whyNotServed(status, service.displayName(), user.login(), user.accessExpiresAt()),
                    new DeniedService(directory, service.id(), unserved)));
        }
        uses.note(secret.id(), now);
        return new Good(directory, service);
    }

    /** For whom too many attempts are noted: a service that this node knows. */
    private static @Nullable DeniedService tried(@Nullable Directory directory, @Nullable UUID id) {
        Directory.@Nullable Service service = directory == null || id == null
                ? null
                : directory.servicesByClientId().get(id);
        return directory == null || service == null
                ? null
                : new DeniedService(directory, service.id(), new DenialCause.TooManyAttempts());
    }

    private static @Nullable Denied waiting(long seconds, @Nullable DeniedService service) {
        return seconds == 0
                ? null
                : new Denied(
                        Reason.TOO_MANY_FAILURES,
                        "Too many attempts have failed; try again in " + seconds + " s",
                        seconds,
                        service);
    }

    private static String whyNotServed(
            ServiceStatus status, String displayName, String login, @Nullable Instant userAccessExpiresAt) {
        return switch (status) {
            case DISABLED -> "The service '" + displayName + "' is disabled";
            case USER_DISABLED -> "The API-only user " + login + " is disabled";
            case USER_EXPIRED ->
                "The API-only user " + login + " has no access any more; it expired at " + userAccessExpiresAt;
            case ACTIVE -> throw new IllegalArgumentException("an active service is served");
        };
    }

    private static Granted granted(String login, Tokens.Issued issued, Instant now) {
        return new Granted(issued.text(), Math.max(1, issued.token().secondsLeft(now)), login);
    }

    private static Denied unknown(String clientId) {
        return new Denied(Reason.UNKNOWN_CLIENT, "No client with requested id: " + Quote.of(clientId), null);
    }

    private static @Nullable UUID parse(String clientId) {
        try {
            String text = clientId.strip();
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
