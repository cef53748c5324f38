package io.postern.console;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The address by which people and clients reach this server, where it is another one than their requests say. */
@Singleton
public final class PublicAddress {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int LAST_PORT = 65_535;

    private volatile Optional<String> origin = Optional.empty();

    /** Takes the address of the settings, as {@link #parse} gives it; empty when there is none. */
    public void use(Optional<String> given) {
        origin = given;
    }

    /** Scheme, host and port, without a slash at the end; empty when the address is the one of each request. */
    Optional<String> origin() {
        return origin;
    }

    /**
     * Reads an address: {@code http} or {@code https}, host, and port if need be. A slash at the end is dropped, and
     * the port that the scheme implies, as browsers do in the header Origin (RFC 6454 §6).
     *
     * @throws IllegalArgumentException when it is anything else; the message says what would be right
     * @see <a href="https://datatracker.ietf.org/doc/html/rfc6454#section-6">RFC 6454, section 6</a>
     */
    public static String parse(String text) {
        try {
            URI address = new URI(text.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean plain = (scheme.equals("http") || scheme.equals("https"))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && (address.getPath().isEmpty() || address.getPath().equals("/"))
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && address.getPort() <= LAST_PORT;
            if (plain) {
                int implied = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
                boolean named = address.getPort() >= 0 && address.getPort() != implied;
                return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT)
                        + (named ? ":" + address.getPort() : "");
            }
        } catch (URISyntaxException e) {
            // said below
        }
        // what stands before an @ may be a password, and the message reaches the log
        throw new IllegalArgumentException("POSTERN_PUBLIC_URL must be scheme, host and port alone, such as"
                + " https://postern.example.com, not '" + text.replaceFirst("//.*@", "//…@") + "'");
    }
}
