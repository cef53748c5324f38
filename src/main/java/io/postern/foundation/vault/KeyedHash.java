package io.postern.foundation.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 under one subkey. RFC 2104. Thread safe. */
public final class KeyedHash {
    /** Length of a hash in bytes. */
    static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;
    private final ThreadLocal<Mac> mac = ThreadLocal.withInitial(this::newMac);

    KeyedHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The hash of the parts, one after the other. The caller sees to it that the parts cannot be split in two ways. */
    public byte[] of(byte[]... parts) {
        Mac own = mac.get();
        for (byte[] part : parts) {
            own.update(part);
        }
        return own.doFinal();
    }

    /** Whether the hash is that of the parts; takes the same time wherever they differ. */
    public boolean matches(byte[] hash, byte[]... parts) {
        return MessageDigest.isEqual(hash, of(parts));
    }

    private Mac newMac() {
        try {
            Mac made = Mac.getInstance(ALGORITHM);
            made.init(key);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC with SHA-256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "KeyedHash[…]";
    }
}
