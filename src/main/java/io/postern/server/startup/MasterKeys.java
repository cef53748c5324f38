package io.postern.server.startup;

import io.postern.foundation.store.DataFolder;
import io.postern.foundation.store.StartupFailure;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.MasterKey;
import io.postern.foundation.vault.Vault;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds the master key of a database: the one that is given, else the one in the data folder; a new one only together with an
 * empty database.
 */
@Singleton
final class MasterKeys {
    private static final String FILE = "master.key";

    private final Store store;
    private final SecureRandom random;
    private final InstantSource clock;

    MasterKeys(Store store, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /** @throws StartupFailure when there is none, or it is not the one that the database was made with */
    MasterKey find(Optional<String> given, DataFolder data) {
        return store.inTransaction(handle -> {
            handle.execute("LOCK TABLE master_key IN EXCLUSIVE MODE");
            List<Known> known = handle.createQuery("SELECT id, check_value FROM master_key ORDER BY created_at DESC")
                    .map((row, context) -> new Known(row.getString("id"), row.getBytes("check_value")))
                    .list();
            return known.isEmpty() ? make(handle, given, data) : open(known.getFirst(), given, data);
        });
    }

    private record Known(String id, byte[] checkValue) {}

    private MasterKey make(Handle handle, Optional<String> given, DataFolder data) {
        MasterKey key = given.map(MasterKeys::parseGiven)
                .or(() -> data.read(FILE).map(text -> parseFile(text, data)))
                .orElseGet(() -> {
                    MasterKey fresh = MasterKey.random(random);
                    data.writePrivate(FILE, fresh.export() + System.lineSeparator());
                    return fresh;
                });
        handle.createUpdate("INSERT INTO master_key (id, check_value, created_at) VALUES (:id, :check, :at)")
                .bind("id", key.id())
                .bind("check", Vault.checkValue(key))
                .bind("at", clock.instant())
                .execute();
        return key;
    }

    private MasterKey open(Known known, Optional<String> given, DataFolder data) {
        MasterKey key = given.map(MasterKeys::parseGiven)
                .or(() -> data.read(FILE).map(text -> parseFile(text, data)))
                .orElseThrow(() -> new StartupFailure("The master key of this database (id " + known.id()
                        + ") is missing: set POSTERN_MASTER_KEY, or put it into " + data.resolve(FILE)));
        if (!MessageDigest.isEqual(known.checkValue(), Vault.checkValue(key))) {
            throw new StartupFailure("The master key is not the one of this database: it has the id " + key.id()
                    + ", the database was made with " + known.id() + ". Give that one with POSTERN_MASTER_KEY or in "
                    + data.resolve(FILE));
        }
        return key;
    }

    private static MasterKey parseGiven(String text) {
        return MasterKey.parse(text)
                .orElseThrow(() -> new StartupFailure("POSTERN_MASTER_KEY must be the Base64 form of exactly "
                        + MasterKey.LENGTH + " bytes, such as `openssl rand -base64 32` prints"));
    }

    private static MasterKey parseFile(String text, DataFolder data) {
        return MasterKey.parse(text)
                .orElseThrow(() -> new StartupFailure("The file " + data.resolve(FILE)
                        + " must hold the Base64 form of exactly " + MasterKey.LENGTH + " bytes and nothing else"));
    }
}
