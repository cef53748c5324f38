package io.postern.access.token;

import io.postern.foundation.vault.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The text of a token: {@code uuid:suffix}, derived from its service and a nonce, so that every node can make it again.
 */
final class TokenText {
    /** Where the documented server names its data centre. */
    private static final String SUFFIX = ":pn";

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}" + SUFFIX);

    static final int NONCE_BYTES = 16;

    private TokenText() {}

    static String derive(KeyedHash key, long serviceId, byte[] nonce) {
        ByteBuffer hash = ByteBuffer.wrap(
                key.of(ByteBuffer.allocate(Long.BYTES).putLong(serviceId).array(), nonce));
        return new UUID(hash.getLong(), hash.getLong()) + SUFFIX;
    }

    /** Whether a text can be a token at all. */
    static boolean isWellFormed(String token) {
        return FORM.matcher(token).matches();
    }

    /** What is stored of a token: its SHA-256. The text has 128 bits of its own, so no key is needed. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
