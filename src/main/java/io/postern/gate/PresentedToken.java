package io.postern.gate;

import io.postern.foundation.wire.Parameters;
import io.postern.foundation.wire.Surface;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token as a call presents it.
 *
 * @param inParameters whether it came in query or form, which a subscription must have allowed; beside a header it is ignored
 */
record PresentedToken(String text, boolean inParameters) {
    private static final String BEARER = "bearer ";

    /** Empty when the call presents none. User management takes the header only. RFC 6750 §2. */
    static Optional<PresentedToken> of(@Nullable String authorization, Parameters parameters, Surface surface) {
        if (authorization != null
                && authorization.length() > BEARER.length()
                && authorization
                        .substring(0, BEARER.length())
                        .toLowerCase(Locale.ROOT)
                        .equals(BEARER)) {
            String token = authorization.substring(BEARER.length()).strip();
            if (!token.isEmpty()) {
                return Optional.of(new PresentedToken(token, false));
            }
        }
        if (surface == Surface.USER_MANAGEMENT) {
            return Optional.empty();
        }
        return parameters.text("access_token").map(token -> new PresentedToken(token, true));
    }

    @Override
    public String toString() {
        return "PresentedToken[…]";
    }
}
