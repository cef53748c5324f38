package io.postern.access.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a user when they are made, and can be edited later.
 *
 * @param email also the login of a new user
 * @param reason why they have access; empty when nobody says
 * @param accessExpiresAt the first instant at which they have no access; null for never
 */
public record UserDetails(
        String email,
        String firstName,
        String lastName,
        String reason,
        @Nullable Instant accessExpiresAt) {

    /** For the audit trail. */
    @Override
    public String toString() {
        return "email=" + email + "; firstName=" + firstName + "; lastName=" + lastName + "; reason=" + reason
                + "; accessExpires=" + (accessExpiresAt == null ? "never" : accessExpiresAt);
    }
}
