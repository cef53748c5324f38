package io.postern.access.token;

import io.postern.access.Directories;
import io.postern.access.Directory;
import io.postern.access.RuleViolation;
import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.OwnedService;
import io.postern.access.customservice.ServiceStatus;
import io.postern.access.subscription.Change;
import io.postern.access.token.TokenGrant.Denied;
import io.postern.access.token.TokenGrant.Granted;
import io.postern.foundation.vault.Vault;
import io.postern.foundation.wire.OAuthError;
import io.postern.foundation.wire.Quote;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Grants tokens for client credentials. RFC 6749 §4.4, with the errors that clients of the documented server test for. Thread
 * safe; {@link #held} never touches the database.
 */
@Singleton
public final class TokenGrants {
    private final Directories directories;
    private final Tokens tokens;
    private final CustomServices services;
    private final Vault vault;
    private final InstantSource clock;

    public TokenGrants(
            Directories directories, Tokens tokens, CustomServices services, Vault vault, InstantSource clock) {
        this.directories = directories;
        this.tokens = tokens;
        this.services = services;
        this.vault = vault;
        this.clock = clock;
    }

    /** Decides from memory; null when the database must be asked. */
    public @Nullable TokenGrant held(String clientId, String clientSecret) {
        Optional<UUID> id = parse(clientId);
        if (id.isEmpty()) {
            return unknown(clientId);
        }
        @Nullable Directory directory = directories.heldByClientId(id.get());
        if (directory == null) {
            return null;
        }
        Instant now = clock.instant();
        Checked checked = check(directory, id.get(), clientId, clientSecret, now);
        if (checked.denied() != null) {
            return checked.denied();
        }
        Directory.Service service = checked.present();
        Tokens.@Nullable Issued live = tokens.heldLive(directory, service, now);
        return live == null ? null : granted(directory.user(service).login(), live, now);
    }

    /** Decides with the help of the database, and issues a token when there is none. */
    public TokenGrant grant(String clientId, String clientSecret) {
        Optional<UUID> id = parse(clientId);
        Optional<Directory> directory = id.flatMap(directories::byClientId);
        if (directory.isEmpty()) {
            return unknown(clientId);
        }
        Checked checked = check(directory.get(), id.get(), clientId, clientSecret, clock.instant());
        if (checked.denied() != null) {
            return checked.denied();
        }
        Directory.Service service = checked.present();
        return tokens.issue(directory.get(), service)
                .<TokenGrant>map(issued -> granted(directory.get().user(service).login(), issued, clock.instant()))
                .orElseGet(() -> unknown(clientId));
    }

    /**
     * Decides for somebody who may act through a service and does not show its secret; what is granted is audited. It is the
     * token that the integration gets.
     *
     * @throws RuleViolation when there is no such service, or its user holds what the caller does not hold
     */
    public TokenGrant grant(Change change, long serviceId) {
        OwnedService owned = services.requireActing(change, serviceId);
        CustomService service = owned.service();
        ServiceStatus status = owned.status(change.at());
        if (status != ServiceStatus.ACTIVE) {
            return notServed(status, service.displayName(), owned.login(), owned.userAccessExpiresAt());
        }
        return tokens.issue(
                        change.handle(),
                        change.subscriptionId(),
                        change.subscription().settings(),
                        serviceId)
                .<TokenGrant>map(issued -> {
                    change.record("service.token", service.displayName(), "", "");
                    return granted(owned.login(), issued, clock.instant());
                })
                .orElseGet(() -> unknown(service.clientId().toString()));
    }

    /** The service whose credentials are good, or why there is none. */
    private record Checked(
            Directory.@Nullable Service service, @Nullable Denied denied) {
        Directory.Service present() {
            if (service == null) {
                throw new IllegalStateException("denied");
            }
            return service;
        }
    }

    private Checked check(Directory directory, UUID id, String clientId, String clientSecret, Instant now) {
        Directory.@Nullable Service service = directory.servicesByClientId().get(id);
        if (service == null) {
            return new Checked(null, unknown(clientId));
        }
        boolean matches = false;
        for (var secret : service.secrets()) {
            matches |= secret.matches(vault, id, clientSecret, now);
        }
        if (!matches) {
            return new Checked(null, new Denied(OAuthError.INVALID_CLIENT, "Bad client credentials"));
        }
        Directory.ApiUser user = directory.user(service);
        ServiceStatus status = ServiceStatus.of(service.disabled(), user.disabled(), user.accessExpiresAt(), now);
        return status == ServiceStatus.ACTIVE
                ? new Checked(service, null)
                : new Checked(null, notServed(status, service.displayName(), user.login(), user.accessExpiresAt()));
    }

    private static Denied notServed(
            ServiceStatus status, String displayName, String login, @Nullable Instant userAccessExpiresAt) {
        String why =
                switch (status) {
                    case DISABLED -> "The service '" + displayName + "' is disabled";
                    case USER_DISABLED -> "The API-only user " + login + " is disabled";
                    case USER_EXPIRED ->
                        "The API-only user " + login + " has no access any more; it expired at " + userAccessExpiresAt;
                    case ACTIVE -> throw new IllegalArgumentException("an active service is served");
                };
        return new Denied(OAuthError.UNAUTHORIZED, why);
    }

    private static Granted granted(String login, Tokens.Issued issued, Instant now) {
        return new Granted(issued.text(), Math.max(1, issued.token().secondsLeft(now)), login);
    }

    private static Denied unknown(String clientId) {
        return new Denied(OAuthError.UNAUTHORIZED, "No client with requested id: " + Quote.of(clientId));
    }

    private static Optional<UUID> parse(String clientId) {
        try {
            String text = clientId.strip();
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
