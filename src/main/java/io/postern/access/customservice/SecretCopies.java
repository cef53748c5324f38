package io.postern.access.customservice;

import io.postern.access.subscription.Change;
import io.postern.access.subscription.Subscription;
import io.postern.foundation.vault.Vault;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a client secret: a hash of each, and a sealed copy where the subscription lets secrets be seen again.
 */
final class SecretCopies {
    private SecretCopies() {}

    static void keep(Change change, Vault vault, CustomService service, ClientSecret secret) {
        byte[] hash = StoredSecret.hash(vault, service.clientId(), secret.text());
        byte @Nullable [] sealed =
                change.subscription().settings().compatibility().secretsRevealable()
                        ? vault.clientSecretSeal().close(secret.bytes(), StoredSecret.bytes(service.clientId()))
                        : null;
        ClientSecretStore.insert(
                change.handle(), change.subscriptionId(), service.id(), vault.keyId(), hash, sealed, change.at());
    }

    /** The newest secret that is live at an instant; empty when it may not be seen again, or no copy of it is kept. */
    static Optional<ClientSecret> newest(
            Handle handle, Vault vault, Subscription subscription, CustomService service, Instant at) {
        return subscription.settings().compatibility().secretsRevealable()
                ? ClientSecretStore.sealed(handle, subscription.id(), service.id(), vault.keyId(), at)
                        .flatMap(copy -> vault.clientSecretSeal().open(copy, StoredSecret.bytes(service.clientId())))
                        .map(ClientSecret::of)
                : Optional.empty();
    }
}
