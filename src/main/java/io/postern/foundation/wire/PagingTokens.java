package io.postern.foundation.wire;

import io.postern.foundation.vault.Vault;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.binary.Base32;

/**
 * Makes and reads {@code nextPageToken}: opaque upper-case Base32 (RFC 4648) of a sealed position, bound to what is paged
 * through. A token that was changed, or belongs to another query, is refused. Tokens outlive restarts. Thread safe.
 */
@Singleton
public final class PagingTokens {
    private final Vault vault;
    private final Base32 base32 = new Base32();

    public PagingTokens(Vault vault) {
        this.vault = vault;
    }

    /**
     * A token for a position.
     *
     * @param scope what is paged through: the same text must be given to read it
     */
    public String of(String scope, String position) {
        return base32.encodeToString(vault.pagingToken()
                .close(position.getBytes(StandardCharsets.UTF_8), scope.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The position of a token.
     *
     * @throws Refusal 1003 when it is not a token that was made for this scope
     */
    public String position(String scope, String token) {
        String text = token.strip();
        if (base32.isInAlphabet(text)) {
            byte[] sealed = base32.decode(text);
            var position = vault.pagingToken().open(sealed, scope.getBytes(StandardCharsets.UTF_8));
            if (position.isPresent()) {
                return new String(position.get(), StandardCharsets.UTF_8);
            }
        }
        throw Refusal.withText(
                ErrorCode.INVALID_DATA,
                "Invalid nextPageToken; send the one of the previous page, URL-encoded, with the same query");
    }
}
