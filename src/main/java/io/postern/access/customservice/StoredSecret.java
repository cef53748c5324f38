package io.postern.access.customservice;

import io.postern.foundation.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client secret as it is stored: a keyed hash that can be checked against and not turned back.
 *
 * @param keyId the master key that the hash was made with
 * @param expiresAt the first instant at which it is not accepted; null for never
 */
public record StoredSecret(
        long id,
        long serviceId,
        String keyId,
        byte[] hash,
        @Nullable Instant expiresAt) {

    /** The hash of a secret, bound to the client it belongs to. */
    static byte[] hash(Vault vault, UUID clientId, ClientSecret secret) {
        return vault.clientSecretHash().of(bytes(clientId), secret.bytes());
    }

    /** Whether a text is the secret, at an instant; takes the same time wherever it differs. */
    public boolean matches(Vault vault, UUID clientId, String candidate, Instant at) {
        boolean same =
                vault.clientSecretHash().matches(hash, bytes(clientId), candidate.getBytes(StandardCharsets.UTF_8));
        return same && (expiresAt == null || at.isBefore(expiresAt));
    }

    /** The client id as bytes: also what the sealed copy of its secret is bound to. */
    static byte[] bytes(UUID clientId) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(clientId.getMostSignificantBits())
                .putLong(clientId.getLeastSignificantBits())
                .array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredSecret secret && secret.id == id && Arrays.equals(secret.hash, hash);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return "StoredSecret[" + id + "]";
    }
}
