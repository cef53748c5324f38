package io.postern.foundation.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /** Gives an answer the shape and the status of this surface. It is the only place where an answer gets them. */
    public WireAnswer write(String requestId, Answer answer) {
        WireAnswer written = switch (answer) {
            case Answer.Items(List<?> items) -> items(requestId, items, null, null);
            case Answer.Page(List<?> items, String next, Boolean more) -> items(requestId, items, next, more);
            case Answer.Done() -> items(requestId, null, null, null);
            case Answer.NothingFound() -> nothingFound(requestId);
            case Answer.Bare(Object value) -> WireAnswer.json(200, value);
            case Answer.Accepted() -> WireAnswer.empty(202);
            case Answer.Text(int status, String text) -> WireAnswer.text(status, text);
            case Answer.File(Path path, String contentType) -> WireAnswer.file(contentType, path);
            case Answer.Refused(ErrorCode code, String text) -> refused(requestId, code, text);
            case Answer.Denied denied -> denied(denied);
        };
        return this == OAUTH ? written.with(ofTheTokenEndpoint(answer)) : written;
    }

    /** The error for a parameter that is missing, or blank. */
    public Refusal missing(String parameter) {
        return Refusal.with(this == ASSETS ? ErrorCode.CANNOT_BE_BLANK : ErrorCode.MISSING_VALUE, parameter);
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

    private WireAnswer items(String requestId, @Nullable List<?> items, @Nullable String next, @Nullable Boolean more) {
        Object body = switch (this) {
            case LEAD_DATABASE, BULK -> Envelope.page(requestId, items, next, more);
            case ASSETS -> AssetEnvelope.of(requestId, items);
            case USER_MANAGEMENT, OAUTH -> items == null ? List.of() : items;
        };
        return WireAnswer.json(200, body);
    }

    private WireAnswer nothingFound(String requestId) {
        return this == ASSETS
                ? WireAnswer.json(200, AssetEnvelope.nothingFound(requestId))
                : items(requestId, List.of(), null, null);
    }

    private WireAnswer refused(String requestId, ErrorCode code, String text) {
        ApiError error = ApiError.withText(code, text);
        Object body = switch (this) {
            case LEAD_DATABASE, BULK -> Envelope.refused(requestId, error);
            case ASSETS -> AssetEnvelope.refused(requestId, error);
            case USER_MANAGEMENT -> new ErrorsBody(List.of(error));
            case OAUTH -> new OAuthBody(OAuthError.of(code).error(), text);
        };
        return WireAnswer.json(status(code), body);
    }

    private static WireAnswer denied(Answer.Denied denied) {
        return WireAnswer.json(
                denied.error().status(), new OAuthBody(denied.error().error(), denied.description()));
    }

    /** RFC 6749 §5.1 and §5.2. */
    private static Map<String, String> ofTheTokenEndpoint(Answer answer) {
        Map<String, String> headers = new TreeMap<>(Map.of("Cache-Control", "no-store", "Pragma", "no-cache"));
        if (answer instanceof Answer.Denied denied) {
            if (denied.error().status() == 401) {
                headers.put("WWW-Authenticate", "Basic realm=\"Postern\"");
            }
            if (denied.retryAfterSeconds() > 0) {
                headers.put("Retry-After", Long.toString(denied.retryAfterSeconds()));
            }
        }
        return headers;
    }

    /** The body of an OAuth error. RFC 6749 §5.2. */
    record OAuthBody(
            String error, @JsonProperty("error_description") String errorDescription) {}

    /** The body of a user management error. */
    record ErrorsBody(List<ApiError> errors) {}
}
