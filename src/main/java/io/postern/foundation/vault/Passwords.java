package io.postern.foundation.vault;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Password hashes: Argon2id (RFC 9106) in the usual text form, which carries salt and parameters. 19 MiB of memory, two
 * passes, one lane, as OWASP's Password Storage Cheat Sheet advises. The work is done on a small pool of its own, so that
 * many sign-ins at once neither starve calls nor take all memory. Thread safe.
 */
@Singleton
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /** In the same form and as hard to check as all others; no password is known for it. */
    private static final String NOBODYS = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$"
            + "A".repeat(22) + "$" + "A".repeat(43);

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final ExecutorService pool = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("password-", 0).factory());

    /** The hash of a password, to be stored. */
    public String hash(String password) {
        return CompletableFuture.supplyAsync(() -> encoder.encode(password), pool)
                .join();
    }

    /** Whether the password is the one that was hashed. */
    public boolean matches(String password, String hash) {
        return CompletableFuture.supplyAsync(() -> encoder.matches(password, hash), pool)
                .join();
    }

    /** Does the work of {@link #matches} for somebody who has no password, and says no. */
    public boolean matchesNone(String password) {
        matches(password, NOBODYS);
        return false;
    }

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }
}
