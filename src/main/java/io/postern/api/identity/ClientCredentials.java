package io.postern.api.identity;

import io.postern.foundation.wire.Input;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Client id and client secret as a token call presents them: as parameters, or by HTTP Basic, where both are form-encoded.
 * RFC 6749 §2.3.1.
 */
record ClientCredentials(String clientId, String clientSecret) {
    private static final String BASIC = "basic ";

    /** Empty when the call presents none; parameters come before HTTP Basic. */
    static Optional<ClientCredentials> of(Input input, @Nullable String authorization) {
        Optional<String> id = input.text("client_id").optional();
        Optional<String> secret = input.text("client_secret").optional();
        if (id.isPresent() && secret.isPresent()) {
            return Optional.of(new ClientCredentials(id.get(), secret.get()));
        }
        return authorization == null ? Optional.empty() : basic(authorization);
    }

    private static Optional<ClientCredentials> basic(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            String pair = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip()),
                    StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(
                            new ClientCredentials(decode(pair.substring(0, colon)), decode(pair.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Clients that do not encode send a plus sign or a percent sign as it is. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + ", …]";
    }
}
