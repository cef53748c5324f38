package io.postern.access.directory;

/** Why a caller was refused. Closed: denials are filtered and grouped by it. The names are stored. */
public enum DenialReason {
    /** The API-only user lacks a permission that the operation asks for. */
    PERMISSION_MISSING,
    /** The address of the caller is not on an allow-list. */
    ADDRESS_NOT_ALLOWED,
    /** The time of the token is over. */
    TOKEN_EXPIRED,
    /** The token was taken back. */
    TOKEN_REVOKED,
    /** The token came in query or form, which is switched off. */
    TOKEN_IN_PARAMETERS,
    /** The service is switched off. */
    SERVICE_DISABLED,
    /** The API-only user is switched off. */
    USER_DISABLED,
    /** The access of the API-only user has ended. */
    USER_EXPIRED,
    /** The calls of the day are used up. */
    DAILY_QUOTA_REACHED,
    /** Too many calls within 20 seconds. */
    RATE_LIMIT_EXCEEDED,
    /** Too many calls at the same time. */
    CONCURRENCY_LIMIT_REACHED,
    /** The service never had the secret that was sent. */
    SECRET_WRONG,
    /** The secret that was sent has ended. */
    SECRET_ENDED,
    /** Too many attempts at the secret of the service, or from the address, have failed. */
    TOO_MANY_ATTEMPTS
}
