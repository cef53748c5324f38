package io.postern.foundation.vault;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The subkeys of the master key, one per purpose. What is stored with one of them is stored with {@link #keyId()} beside it,
 * so that a later key can be told from this one. Closed until {@link #open} was called. Thread safe.
 */
@Singleton
public final class Vault {
    private static final int SUBKEY_BYTES = 32;

    private volatile @Nullable Subkeys open;

    /** Takes the master key. */
    public void open(MasterKey master, SecureRandom random) {
        open = new Subkeys(
                master.id(),
                new KeyedHash(subkey(master, Purpose.CLIENT_SECRET_HASH)),
                new Seal(subkey(master, Purpose.CLIENT_SECRET_SEAL), random),
                new KeyedHash(subkey(master, Purpose.ACCESS_TOKEN)),
                new KeyedHash(subkey(master, Purpose.AUDIT_CHAIN)),
                new Seal(subkey(master, Purpose.PAGING_TOKEN), random),
                new KeyedHash(subkey(master, Purpose.SET_UP_LINK)),
                new KeyedHash(subkey(master, Purpose.SIGN_IN_FAILURE)));
    }

    /** The id of the master key, 16 hexadecimal digits. */
    public String keyId() {
        return subkeys().keyId();
    }

    /** Verifies client secrets. */
    public KeyedHash clientSecretHash() {
        return subkeys().clientSecretHash();
    }

    /** Seals the copy of a client secret that an administrator may see again. */
    public Seal clientSecretSeal() {
        return subkeys().clientSecretSeal();
    }

    /** Derives access tokens. */
    public KeyedHash accessToken() {
        return subkeys().accessToken();
    }

    /** Chains the audit trail. */
    public KeyedHash auditChain() {
        return subkeys().auditChain();
    }

    /** Seals paging tokens. */
    public Seal pagingToken() {
        return subkeys().pagingToken();
    }

    /** Derives set-up links. */
    public KeyedHash setUpLink() {
        return subkeys().setUpLink();
    }

    /** Hides whose sign-ins have failed. */
    public KeyedHash signInFailure() {
        return subkeys().signInFailure();
    }

    /** What the database keeps to recognise a master key again; tells nothing about it. */
    public static byte[] checkValue(MasterKey master) {
        return new KeyedHash(subkey(master, Purpose.CHECK_VALUE)).of("postern".getBytes(StandardCharsets.UTF_8));
    }

    private Subkeys subkeys() {
        @Nullable Subkeys subkeys = open;
        if (subkeys == null) {
            throw new IllegalStateException("the vault is not open yet");
        }
        return subkeys;
    }

    private static byte[] subkey(MasterKey master, Purpose purpose) {
        return master.derive(purpose.label(), SUBKEY_BYTES);
    }

    @Override
    public String toString() {
        return "Vault[…]";
    }

    private record Subkeys(
            String keyId,
            KeyedHash clientSecretHash,
            Seal clientSecretSeal,
            KeyedHash accessToken,
            KeyedHash auditChain,
            Seal pagingToken,
            KeyedHash setUpLink,
            KeyedHash signInFailure) {}
}
