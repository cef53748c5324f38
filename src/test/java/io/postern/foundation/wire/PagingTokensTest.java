package io.postern.foundation.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postern.foundation.vault.MasterKey;
import io.postern.foundation.vault.Vault;
import io.postern.testing.Cases;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagingTokensTest {
    private final PagingTokens tokens = new PagingTokens(vault());

    @Test
    void shouldReadItsOwnTokensOnly() {
        Cases.run(200, given -> checkThatItsOwnAreRead(given.text(255), garbage(given)));
    }

    private static String garbage(Cases.Given given) {
        return given.nextBoolean() ? given.text(255) : given.text(80, List.of("A", "Q", "Z", "2", "7", "="));
    }

    private void checkThatItsOwnAreRead(String position, String garbage) {
        String token = tokens.of("leads", position);

        assertThat(token).matches("[A-Z2-7]+=*");
        assertThat(tokens.position("leads", token))
                .isEqualTo(new String(
                        position.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8));
        assertThat(refused("lists", token)).isEqualTo(ErrorCode.INVALID_DATA);
        assertThat(refused("leads", garbage)).isEqualTo(ErrorCode.INVALID_DATA);
        assertThat(refused("leads", token.substring(8))).isEqualTo(ErrorCode.INVALID_DATA);
    }

    private ErrorCode refused(String scope, String token) {
        return catchThrowableOfType(Refusal.class, () -> tokens.position(scope, token))
                .code();
    }

    private static Vault vault() {
        SecureRandom random = new SecureRandom();
        Vault vault = new Vault();
        vault.open(MasterKey.random(random), random);
        return vault;
    }
}
