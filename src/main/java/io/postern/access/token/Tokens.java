package io.postern.access.token;

import io.postern.access.directory.Directory;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.subscription.SubscriptionTimes;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Vault;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Issues tokens and finds them again. This node keeps the tokens that it has seen in memory, with the version of the
 * directory at which it read them. After a change of access it asks the database again. Thread safe; the methods whose
 * name begins with {@code held} never touch the database.
 */
@Singleton
public final class Tokens {
    private final Store store;
    private final Vault vault;
    private final SecureRandom random;
    private final SubscriptionClock clock;
    private final Map<String, Held> byText = new ConcurrentHashMap<>();
    private final Map<Long, Held> byService = new ConcurrentHashMap<>();

    public Tokens(Store store, Vault vault, SecureRandom random, SubscriptionClock clock) {
        this.store = store;
        this.vault = vault;
        this.random = random;
        this.clock = clock;
    }

    /** A token with its text: what an integration is given. {@code toString} hides the text. */
    public record Issued(String text, AccessToken token) {
        @Override
        public String toString() {
            return "Issued[…, " + token + "]";
        }
    }

    private record Held(Issued issued, long version) {}

    /** The live token of a service if this node holds it. */
    public @Nullable Issued heldLive(Directory directory, Directory.Service service, Instant at) {
        @Nullable Held held = byService.get(service.id());
        return held != null
                        && held.version() == directory.version()
                        && held.issued().token().isLive(at)
                ? held.issued()
                : null;
    }

    /**
     * The live token of a service: the present one, or a new one when there is none. All calls on all nodes get the
     * same one, also at once.
     *
     * @return empty when the service is gone
     */
    public Optional<Issued> issue(Directory directory, Directory.Service service) {
        Optional<Issued> issued = store.inTransaction(
                handle -> issue(handle, directory.subscriptionId(), directory.settings(), service.id()));
        issued.ifPresent(token -> hold(token, directory.version()));
        return issued;
    }

    /**
     * The live token of a service as above, in a transaction of the caller's; this node does not keep it in memory yet.
     */
    Optional<Issued> issue(Handle handle, int subscriptionId, Settings settings, long serviceId) {
        if (!TokenStore.lockService(handle, serviceId)) {
            return Optional.empty();
        }
        Instant now = clock.now(subscriptionId).truncatedTo(ChronoUnit.MILLIS);
        Optional<Issued> live = TokenStore.live(handle, serviceId, vault.keyId(), now)
                .map(stored -> new Issued(text(serviceId, stored.nonce()), stored.token()));
        if (live.isPresent()) {
            return live;
        }
        byte[] nonce = new byte[TokenText.NONCE_BYTES];
        random.nextBytes(nonce);
        Instant expires = now.plusSeconds(settings.compatibility().tokenLifetimeSeconds());
        Issued fresh =
                new Issued(text(serviceId, nonce), new AccessToken(subscriptionId, serviceId, now, expires, null));
        TokenStore.insert(handle, TokenText.hash(fresh.text()), fresh.token(), nonce, vault.keyId());
        return Optional.of(fresh);
    }

    /**
     * A token that this node holds.
     *
     * @param version the version of its directory at which it was read; under another version it must be read again
     */
    public record Known(AccessToken token, long version) {}

    /** A token by its text if this node holds it. */
    public @Nullable Known held(String text) {
        @Nullable Held held = byText.get(text);
        return held == null ? null : new Known(held.issued().token(), held.version());
    }

    /**
     * Reads a token by its text.
     *
     * @return empty when it was never issued, or is forgotten
     */
    public Optional<AccessToken> read(String text) {
        return TokenText.isWellFormed(text)
                ? store.with(handle -> TokenStore.byHash(handle, TokenText.hash(text)))
                : Optional.empty();
    }

    /** Keeps a token that was read, for the version of the directory that was held before it was read. */
    public void hold(String text, AccessToken token, long version) {
        byText.put(text, new Held(new Issued(text, token), version));
    }

    @Produces
    @Singleton
    RegularWork forgetting() {
        return RegularWork.nowAndThen("tokens.forgetOld", this::forgetOld);
    }

    /** Forgets tokens whose time was over a day ago. */
    public void forgetOld() {
        byText.values().removeIf(held -> held.issued().token().isForgotten(now(held)));
        byService.values().removeIf(held -> held.issued().token().isExpired(now(held)));
        store.useTransaction(handle -> TokenStore.deleteExpiredBefore(
                handle, SubscriptionTimes.now(handle, clock).minus(AccessToken.REMEMBERED)));
    }

    private Instant now(Held held) {
        return clock.now(held.issued().token().subscriptionId());
    }

    private void hold(Issued issued, long version) {
        Held held = new Held(issued, version);
        byText.put(issued.text(), held);
        byService.put(issued.token().serviceId(), held);
    }

    private String text(long serviceId, byte[] nonce) {
        return TokenText.derive(vault.accessToken(), serviceId, nonce);
    }
}
