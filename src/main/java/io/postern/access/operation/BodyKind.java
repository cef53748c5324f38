package io.postern.access.operation;

/**
 * Which body an operation takes, and how large it may be.
 *
 * @see <a href="https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/rest-api">Adobe's page "REST API", limits</a>
 */
public enum BodyKind {
    /** None is needed; one that comes all the same is ignored. */
    NONE(1 << 20),
    /** JSON; an empty one is left to the operation. */
    JSON(1 << 20),
    /** A form, or parameters in the query, or both. */
    FORM(1 << 20),
    /** A file among other parts. */
    MULTIPART(10 << 20);

    private final int limit;

    BodyKind(int limit) {
        this.limit = limit;
    }

    /** The largest body in bytes. */
    public int limit() {
        return limit;
    }
}
