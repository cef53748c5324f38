package io.postern.access.token;

import io.postern.access.Directories;
import io.postern.access.Directory;
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
    private final Vault vault;
    private final InstantSource clock;

    public TokenGrants(Directories directories, Tokens tokens, Vault vault, InstantSource clock) {
        this.directories = directories;
        this.tokens = tokens;
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
        return live == null ? null : granted(directory, service, live, now);
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
                .<TokenGrant>map(issued -> granted(directory.get(), service, issued, clock.instant()))
                .orElseGet(() -> unknown(clientId));
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
        if (service.disabled()) {
            return new Checked(
                    null,
                    new Denied(OAuthError.UNAUTHORIZED, "The service '" + service.displayName() + "' is disabled"));
        }
        Directory.ApiUser user = directory.user(service);
        if (!user.mayAct(now)) {
            String why = user.disabled()
                    ? " is disabled"
                    : " has no access any more; it expired at " + user.accessExpiresAt();
            return new Checked(null, new Denied(OAuthError.UNAUTHORIZED, "The API-only user " + user.login() + why));
        }
        return new Checked(service, null);
    }

    private static Granted granted(Directory directory, Directory.Service service, Tokens.Issued issued, Instant now) {
        return new Granted(
                issued.text(),
                Math.max(1, issued.token().secondsLeft(now)),
                directory.user(service).login());
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
