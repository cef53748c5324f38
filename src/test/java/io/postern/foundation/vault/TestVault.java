package io.postern.foundation.vault;

import io.postern.foundation.store.Store;
import java.security.SecureRandom;
import java.time.Instant;

/** A vault for tests that need no server. */
public final class TestVault {
    private TestVault() {}

    /** Opens a vault with a key of its own, which the database knows from then on. */
    public static void open(Vault vault, Store store, SecureRandom random, Instant at) {
        MasterKey key = MasterKey.random(random);
        vault.open(key, random);
        store.useTransaction(handle -> handle.createUpdate(
                        "INSERT INTO master_key (id, check_value, created_at) VALUES (:id, :check, :at)")
                .bind("id", key.id())
                .bind("check", Vault.checkValue(key))
                .bind("at", at)
                .execute());
    }
}
