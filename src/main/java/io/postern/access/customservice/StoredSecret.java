package io.postern.access.customservice;

import io.postern.foundation.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client secret as it is stored: a keyed hash that can be checked against and not turned back.
 *
 * @param keyId the master key that the hash was made with
 * @param endsAt the first instant at which it is not accepted; null for never
 */
public record StoredSecret(
        long id,
        long serviceId,
        String keyId,
        byte[] hash,
        @Nullable Instant endsAt) {
    private static final byte[] NONE = new byte[32];

    /** The hash of a text that is, or may be, the secret of a client; it is bound to that client. */
    public static byte[] hash(Vault vault, UUID clientId, String text) {
        return vault.clientSecretHash().of(bytes(clientId), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a hash is that of this secret; takes the same time wherever they differ. */
    public boolean matches(byte[] candidate) {
        return MessageDigest.isEqual(hash, candidate);
    }

    /** Takes the time of {@link #matches}, for a client that does not exist. */
    public static void matchNone(byte[] candidate) {
        boolean ignored = MessageDigest.isEqual(NONE, candidate);
    }

    /** Whether it is accepted at an instant. */
    public boolean isLive(Instant at) {
        return endsAt == null || at.isBefore(endsAt);
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
