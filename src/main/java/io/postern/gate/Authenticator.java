package io.postern.gate;

import io.postern.access.directory.Directories;
import io.postern.access.directory.Directory;
import io.postern.access.token.AccessToken;
import io.postern.access.token.Tokens;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who calls: from memory where this node has seen the token under the present version, else from the database. */
@Singleton
final class Authenticator {
    private final Directories directories;
    private final Tokens tokens;
    private final InstantSource clock;

    Authenticator(Directories directories, Tokens tokens, InstantSource clock) {
        this.directories = directories;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Decides from memory; null when the database must be asked. */
    @Nullable
    Authentication held(String token, String address) {
        Tokens.@Nullable Known known = tokens.held(token);
        if (known == null) {
            return null;
        }
        @Nullable Directory directory = directories.held(known.token().subscriptionId());
        if (directory == null || directory.version() != known.version()) {
            return null;
        }
        return Authentication.of(directory, known.token(), clock.instant(), address);
    }

    /**
     * Decides with the help of the database. The directory is taken before the token is read, so that a token is never kept
     * for a version that is newer than itself.
     */
    Authentication read(String token, String address) {
        Optional<Integer> subscription = Optional.ofNullable(tokens.held(token))
                .map(known -> known.token().subscriptionId())
                .or(() -> tokens.read(token).map(AccessToken::subscriptionId));
        Optional<Directory> directory = subscription.flatMap(directories::get);
        Optional<AccessToken> read = directory.flatMap(present -> tokens.read(token));
        if (directory.isEmpty() || read.isEmpty()) {
            return Authentication.UNKNOWN;
        }
        tokens.hold(token, read.get(), directory.get().version());
        return Authentication.of(directory.get(), read.get(), clock.instant(), address);
    }
}
