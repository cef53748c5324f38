package io.postern.access.session;

import io.postern.foundation.vault.Vault;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * The link by which the first administrator of a subscription comes in. It is derived from the master key, so every
 * server prints the same one, and it is good for as long as nobody can sign in to the subscription: once.
 */
@Singleton
public final class SetUpLink {
    private final Vault vault;

    SetUpLink(Vault vault) {
        this.vault = vault;
    }

    /** Path and query of the link for a subscription. */
    public String path(int subscriptionId) {
        return "/setup?token=" + subscriptionId + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(vault.setUpLink().of(bytes(subscriptionId)));
    }

    /** The subscription that a token is for; empty when nobody was given it. */
    Optional<Integer> subscriptionOf(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            int subscriptionId = Integer.parseInt(token.substring(0, dot));
            byte[] hash = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return vault.setUpLink().matches(hash, bytes(subscriptionId))
                    ? Optional.of(subscriptionId)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(int subscriptionId) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(subscriptionId).array();
    }
}
