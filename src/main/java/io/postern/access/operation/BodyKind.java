package io.postern.access.operation;

import java.util.Optional;

/** Which body an operation takes, and how large it may be. Adobe's page "REST API", section on limits. */
public enum BodyKind {
    /** None is needed; one that comes all the same is ignored. */
    NONE(1 << 20, ""),
    /** JSON; an empty one is left to the operation. */
    JSON(1 << 20, "application/json"),
    /** A form, or parameters in the query, or both. */
    FORM(1 << 20, "application/x-www-form-urlencoded"),
    /** A file among other parts. */
    MULTIPART(10 << 20, "");

    private final int limit;
    private final String contentType;

    BodyKind(int limit, String contentType) {
        this.limit = limit;
        this.contentType = contentType;
    }

    /** The largest body in bytes. */
    public int limit() {
        return limit;
    }

    /** The content type under which the resource gets the body, whatever the client called it; empty to leave that. */
    public Optional<String> contentType() {
        return contentType.isEmpty() ? Optional.empty() : Optional.of(contentType);
    }
}
