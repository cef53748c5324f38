package io.postern.foundation.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * A family of addresses that answers in one manner. The surface decides which HTTP status an {@link ErrorCode} travels under
 * and in which shape: an invalid token is HTTP 200 on the lead database and 401 on user management.
 */
public enum Surface {
    /** Leads and all that belongs to them, and bulk jobs: every answer is HTTP 200, {@code success} decides. */
    LEAD_DATABASE("/rest/v1"),
    /** Assets: as the lead database, with {@code errors} and {@code warnings} always present. */
    ASSETS("/rest/asset"),
    /** Bulk jobs: the lead database's envelope under another prefix. */
    BULK("/bulk/v1"),
    /** User management: bare JSON, real HTTP statuses. */
    USER_MANAGEMENT("/userservice"),
    /** The token endpoint: errors in the shape of RFC 6749 §5.2. */
    OAUTH("/identity");

    private final String prefix;

    Surface(String prefix) {
        this.prefix = prefix;
    }

    /** The surface that answers a path, found by its prefix without regard to case; empty outside the API. */
    public static Optional<Surface> of(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        for (Surface surface : values()) {
            if (lower.startsWith(surface.prefix)
                    && (lower.length() == surface.prefix.length() || lower.charAt(surface.prefix.length()) == '/')) {
                return Optional.of(surface);
            }
        }
        if (lower.equals("/rest") || lower.startsWith("/rest/")) {
            return Optional.of(LEAD_DATABASE);
        }
        if (lower.equals("/bulk") || lower.startsWith("/bulk/")) {
            return Optional.of(BULK);
        }
        return Optional.empty();
    }

    /** The HTTP status under which an error is answered here. */
    public int status(ErrorCode code) {
        if (code == ErrorCode.REQUEST_ENTITY_TOO_LARGE || code == ErrorCode.URI_TOO_LONG) {
            return code.number();
        }
        return switch (this) {
            case LEAD_DATABASE, ASSETS, BULK -> 200;
            case USER_MANAGEMENT, OAUTH -> plainHttpStatus(code);
        };
    }

    /** The HTTP status of an error where statuses say what they mean. */
    public static int plainHttpStatus(ErrorCode code) {
        return switch (code) {
            case EMPTY_ACCESS_TOKEN, ACCESS_TOKEN_INVALID, ACCESS_TOKEN_EXPIRED -> 401;
            case ACCESS_DENIED -> 403;
            case RESOURCE_NOT_FOUND, NO_DATA_FOUND, OBJECT_NOT_FOUND -> 404;
            case METHOD_NOT_SUPPORTED -> 405;
            case INVALID_CONTENT_TYPE -> 415;
            case SYSTEM_ERROR -> 500;
            case RATE_LIMIT_EXCEEDED, DAILY_QUOTA_REACHED, CONCURRENT_ACCESS_LIMIT_REACHED, TEMPORARILY_UNAVAILABLE ->
                503;
            case REQUEST_TIMED_OUT -> 504;
            default -> 400;
        };
    }
}
