package io.postern.insight.advice;

import java.time.Instant;

/**
 * A service that lately sent its access token in query or form.
 *
 * @param login the address of the API-only user that owns it
 * @param lastAt when it last did, to the minute
 * @param lastOperation with which operation it did so then
 * @param operations with how many operations it did so lately
 */
public record TokenInParameters(
        long serviceId, String serviceName, String login, Instant lastAt, String lastOperation, long operations) {
    /** The same, with another name for the operation. */
    public TokenInParameters named(String operation) {
        return new TokenInParameters(serviceId, serviceName, login, lastAt, operation, operations);
    }
}
