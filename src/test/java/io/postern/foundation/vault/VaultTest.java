package io.postern.foundation.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Cases;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MasterKey KEY = MasterKey.random(RANDOM);

    @Test
    void shouldReadAKeyFromItsExportAndFromNothingElse() {
        assertThat(MasterKey.parse(KEY.export() + "\n").orElseThrow().id()).isEqualTo(KEY.id());
        assertThat(MasterKey.parse("")).isEmpty();
        assertThat(MasterKey.parse("not base64!")).isEmpty();
        assertThat(MasterKey.parse(Base64.getEncoder().encodeToString(new byte[31])))
                .isEmpty();
        assertThat(MasterKey.parse(Base64.getEncoder().encodeToString(new byte[33])))
                .isEmpty();
    }

    @Test
    void shouldDeriveAsRfc5869Says() {
        MasterKey known = MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]))
                .orElseThrow();

        assertThat(known.id()).as("computed by hand from two HMACs").isEqualTo("e0ab61aa1b2c5140");
        assertThat(known.derive("key id", 8)).isNotEqualTo(known.derive("access token", 8));
    }

    @Test
    void shouldOpenWhatWasSealedForTheSameContextOnly() {
        Cases.run(50, given -> checkTheSeal(given.text(255), given.bytes(given.between(0, 255))));
    }

    private static void checkTheSeal(String value, byte[] context) {
        Seal seal = new Seal(KEY.derive("test", 32), RANDOM);
        byte[] sealed = seal.close(value.getBytes(UTF_8), context);
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        assertThat(seal.open(sealed, context)).hasValue(value.getBytes(UTF_8));
        assertThat(seal.open(changed, context)).isEmpty();
        assertThat(seal.open(sealed, "another context of which nobody thought".getBytes(UTF_8)))
                .isEmpty();
        assertThat(seal.open(new byte[3], context)).isEmpty();
    }

    @Test
    void shouldMatchOnlyTheSameParts() {
        KeyedHash hash = new KeyedHash(KEY.derive("test", 32));
        byte[] of = hash.of("a".getBytes(UTF_8), "b".getBytes(UTF_8));

        assertThat(of).hasSize(KeyedHash.LENGTH);
        assertThat(hash.matches(of, "a".getBytes(UTF_8), "b".getBytes(UTF_8))).isTrue();
        assertThat(hash.matches(of, "a".getBytes(UTF_8), "c".getBytes(UTF_8))).isFalse();
    }

    @Test
    void shouldHashPasswordsWithArgon2id() {
        Passwords passwords = new Passwords();

        String hash = passwords.hash("correct horse battery staple");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("correct horse battery staple", hash)).isTrue();
        assertThat(passwords.matches("correct horse battery stapler", hash)).isFalse();
        assertThat(passwords.hash("correct horse battery staple")).isNotEqualTo(hash);
    }

    @Test
    void shouldNeverPrintASecret() {
        Vault vault = new Vault();
        vault.open(KEY, RANDOM);

        assertThat(KEY.toString() + vault + vault.clientSecretHash() + vault.clientSecretSeal())
                .doesNotContain(KEY.export());
        assertThat(KEY).hasToString("MasterKey[" + KEY.id() + "]");
    }

    @Test
    void shouldMakeRandomTextOfLettersAndDigits() {
        assertThat(RandomText.of(32, RANDOM)).matches("[A-Za-z0-9]{32}").isNotEqualTo(RandomText.of(32, RANDOM));
    }
}
