package io.postern.access.customservice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An integration's entry: its client id, and the API-only user it acts for.
 *
 * @param userId the API-only user that owns it
 * @param description empty when nobody gave one
 * @param clientId unique across subscriptions
 * @param disabledAt since when it is switched off; null when it is not
 */
public record CustomService(
        long id,
        long userId,
        String displayName,
        String description,
        UUID clientId,
        @Nullable Instant disabledAt,
        Instant createdAt) {

    /** For the audit trail. */
    @Override
    public String toString() {
        return "displayName=" + displayName + "; description=" + description + "; clientId=" + clientId + "; user="
                + userId;
    }

    /** A regular expression that {@link #toString()} of the service with a client id matches, whatever people wrote before it. */
    static String statePattern(UUID clientId) {
        return "; clientId=" + clientId + "; user=[0-9]+$";
    }
}
