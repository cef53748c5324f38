package io.postern.foundation.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who asks. The password is not part of {@code toString}.
 *
 * @param jdbcUrl address without user and password
 * @param user name of the database role
 * @param password null when the database asks for none
 */
public record DatabaseAddress(
        String jdbcUrl, String user, @Nullable String password) {
    private static final String EXPECTED =
            "POSTERN_DATABASE_URL must look like postgresql://user:password@host:port/database";

    /**
     * Reads {@code postgresql://user:password@host:port/database}, with {@code postgres:} and {@code jdbc:postgresql:} accepted
     * too; user and password are percent-decoded, and may also stand in the query as {@code user} and {@code password}.
     *
     * @throws StartupFailure when it is not such an address; the text does not repeat it, for it may hold a password
     */
    public static DatabaseAddress parse(String text) {
        String plain = text.strip();
        if (plain.startsWith("jdbc:")) {
            plain = plain.substring("jdbc:".length());
        }
        URI uri;
        try {
            uri = new URI(plain);
        } catch (URISyntaxException e) {
            throw new StartupFailure(EXPECTED + "; the given one is not a URL. Percent-encode special characters");
        }
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("postgresql") && !scheme.equals("postgres")) {
            throw new StartupFailure(
                    EXPECTED + "; the given one begins with '" + scheme + ":'. Only PostgreSQL is supported");
        }
        String host = uri.getHost();
        String path = uri.getPath();
        if (host == null || path == null || path.length() < 2) {
            throw new StartupFailure(
                    EXPECTED + "; the given one lacks " + (host == null ? "the host" : "the database"));
        }
        String user = null;
        String password = null;
        String info = uri.getRawUserInfo();
        if (info != null) {
            int colon = info.indexOf(':');
            user = decode(colon < 0 ? info : info.substring(0, colon));
            password = colon < 0 ? null : decode(info.substring(colon + 1));
        }
        StringBuilder query = new StringBuilder();
        String rawQuery = uri.getRawQuery();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            if (pair.startsWith("user=")) {
                user = decode(pair.substring("user=".length()));
            } else if (pair.startsWith("password=")) {
                password = decode(pair.substring("password=".length()));
            } else if (!pair.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&').append(pair);
            }
        }
        if (user == null) {
            throw new StartupFailure(EXPECTED + "; the given one lacks the user");
        }
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new DatabaseAddress("jdbc:postgresql://" + host + ":" + port + uri.getRawPath() + query, user, password);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "DatabaseAddress[" + jdbcUrl + ", user " + user + "]";
    }
}
