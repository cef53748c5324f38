package io.postern.gate;

import io.postern.access.directory.Directories;
import io.postern.access.directory.Directory;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.token.AccessToken;
import io.postern.access.token.Tokens;
import io.postern.foundation.store.Deadline;
import io.postern.foundation.wire.Answer;
import io.postern.gate.Authentication.Authenticated;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who presents a token: from memory if this node has seen it under the present version of the access model, else
 * with the help of the database. Thread safe.
 */
@Singleton
final class Authenticator {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Directories directories;
    private final Tokens tokens;
    private final Admission admission;
    private final WorkThreads threads;
    private final SubscriptionClock clock;

    Authenticator(
            Directories directories, Tokens tokens, Admission admission, WorkThreads threads, SubscriptionClock clock) {
        this.directories = directories;
        this.tokens = tokens;
        this.admission = admission;
        this.threads = threads;
        this.clock = clock;
    }

    /** Whether this node has confirmed its view of access lately. */
    boolean isConfirmed() {
        return directories.isConfirmed();
    }

    /** Lets nobody in from now on. */
    void retire() {
        directories.retire();
    }

    /**
     * Decides, at once or once the database has answered; then it is also known what counts against the limits of the caller.
     *
     * @param decided is told who presents the token, on the event loop
     * @param failed is told what to answer when the database was not there, or not in time; on the event loop
     */
    void authenticate(String token, String address, Consumer<Authentication> decided, Consumer<Answer> failed) {
        @Nullable Authentication held = held(token, address);
        if (held != null) {
            decided.accept(held);
            return;
        }
        threads.<LookUp>run(() -> lookUp(token, address), found -> {
            switch (found) {
                case LookUp.Decided(Authentication authentication) -> decided.accept(authentication);
                case LookUp.Failed(Answer answer) -> failed.accept(answer);
            }
        });
    }

    /** What a look into the database came to. */
    private sealed interface LookUp {
        record Decided(Authentication authentication) implements LookUp {}

        record Failed(Answer answer) implements LookUp {}
    }

    private LookUp lookUp(String token, String address) {
        try {
            Authentication read = Deadline.in(LONGEST).during(() -> read(token, address));
            if (read instanceof Authenticated known) {
                Deadline.in(LONGEST).run(() -> admission.prepare(known.directory()));
            }
            return new LookUp.Decided(read);
        } catch (Throwable failure) {
            return new LookUp.Failed(Dispatch.answer(failure));
        }
    }

    /** Decides from memory; null when the database must be asked. */
    private @Nullable Authentication held(String token, String address) {
        Tokens.@Nullable Known known = tokens.held(token);
        if (known == null) {
            return null;
        }
        @Nullable Directory directory = directories.held(known.token().subscriptionId());
        if (directory == null || directory.version() != known.version()) {
            return null;
        }
        Authentication decided =
                Authentication.of(directory, known.token(), clock.now(directory.subscriptionId()), address);
        return decided instanceof Authenticated authenticated && !admission.isPrepared(authenticated.directory())
                ? null
                : decided;
    }

    /**
     * Decides with the help of the database. The directory is taken before the token is read, so that a token is never kept
     * for a version that is newer than itself.
     */
    private Authentication read(String token, String address) {
        Optional<Integer> subscription = Optional.ofNullable(tokens.held(token))
                .map(known -> known.token().subscriptionId())
                .or(() -> tokens.read(token).map(AccessToken::subscriptionId));
        Optional<Directory> directory = subscription.flatMap(directories::get);
        Optional<AccessToken> read = directory.flatMap(present -> tokens.read(token));
        if (directory.isEmpty() || read.isEmpty()) {
            return Authentication.UNKNOWN;
        }
        tokens.hold(token, read.get(), directory.get().version());
        return Authentication.of(
                directory.get(), read.get(), clock.now(directory.get().subscriptionId()), address);
    }
}
