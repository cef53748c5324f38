package io.postern.foundation.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one key from which all others are derived: 32 random bytes, written as Base64. Its id is derived from it and may be
 * stored and printed; the key itself may not, and {@code toString} shows the id only.
 *
 * <p>Derivation: HKDF with SHA-256, RFC 5869, with the purpose as {@code info}.
 */
public final class MasterKey {
    /** Length of the key in bytes. */
    public static final int LENGTH = 32;

    private final SecretKey key;
    private final String id;

    private MasterKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "HKDF");
        this.id = HexFormat.of().formatHex(derive("key id", 8));
    }

    /** A new key. */
    public static MasterKey random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /** Reads a key from its Base64 form; empty when it is not Base64 of exactly 32 bytes. */
    public static Optional<MasterKey> parse(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip().getBytes(StandardCharsets.US_ASCII));
            return bytes.length == LENGTH ? Optional.of(new MasterKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The Base64 form, for the key file and nothing else. */
    public String export() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** 16 hexadecimal digits that name this key. */
    public String id() {
        return id;
    }

    /**
     * Derives bytes for one purpose; the same purpose always gives the same bytes.
     *
     * @param purpose names what the bytes are for; two purposes never share bytes
     */
    byte[] derive(String purpose, int length) {
        try {
            KDF hkdf = KDF.getInstance("HKDF-SHA256");
            return hkdf.deriveData(HKDFParameterSpec.ofExtract()
                    .addIKM(key)
                    .thenExpand(("postern " + purpose).getBytes(StandardCharsets.UTF_8), length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
