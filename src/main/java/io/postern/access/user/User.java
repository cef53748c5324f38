package io.postern.access.user;

import io.postern.access.role.Assignment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person, or the machine identity that owns custom services.
 *
 * @param login by which they are known everywhere; unique across subscriptions without regard to case
 * @param email where mail reaches them
 * @param apiOnly never changes; such a user cannot sign in
 * @param reason why they have access; empty when nobody said
 * @param accessExpiresAt the first instant at which they have no access; null for never
 * @param disabledAt since when they are switched off; null when they are not
 * @param hasPassword whether a password was ever set; false for API-only users and for people who were only invited
 * @param lastLoginAt null when they never signed in
 * @param assignments by role, then workspace
 */
public record User(
        long id,
        String login,
        String email,
        String firstName,
        String lastName,
        boolean apiOnly,
        String reason,
        @Nullable Instant accessExpiresAt,
        @Nullable Instant disabledAt,
        boolean hasPassword,
        @Nullable Instant lastLoginAt,
        Instant createdAt,
        List<Assignment> assignments) {
    public User {
        assignments = List.copyOf(assignments);
    }

    /** First and last name. */
    public String name() {
        return firstName + " " + lastName;
    }

    /** The same user with other assignments. */
    User assigned(List<Assignment> other) {
        return new User(
                id,
                login,
                email,
                firstName,
                lastName,
                apiOnly,
                reason,
                accessExpiresAt,
                disabledAt,
                hasPassword,
                lastLoginAt,
                createdAt,
                other);
    }

    /** What keeps a user from acting, or that nothing does. */
    public enum Status {
        /** Invited, and without a password yet. */
        PENDING,
        ACTIVE,
        /** Past the end of their access. */
        EXPIRED,
        DISABLED
    }

    /** How the user stands at an instant; what is worst is told. */
    public Status status(Instant at) {
        if (disabledAt != null) {
            return Status.DISABLED;
        }
        if (accessExpiresAt != null && !at.isBefore(accessExpiresAt)) {
            return Status.EXPIRED;
        }
        return apiOnly || hasPassword ? Status.ACTIVE : Status.PENDING;
    }

    /** What can be edited, as it stands. */
    public UserDetails details() {
        return new UserDetails(email, firstName, lastName, reason, accessExpiresAt);
    }
}
