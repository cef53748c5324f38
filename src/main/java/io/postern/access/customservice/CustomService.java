package io.postern.access.customservice;

import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An integration's entry: its client id, and the API-only user it acts for.
 *
 * @param userId the API-only user that owns it
 * @param description empty when nobody gave one
 * @param clientId unique across subscriptions
 * @param limits of its own, beside those of the subscription; 0 for none
 * @param apiAllowList of its own, beside that of the subscription
 * @param disabledAt since when it is switched off; null when it is not
 */
public record CustomService(
        long id,
        long userId,
        String displayName,
        String description,
        UUID clientId,
        Limits limits,
        AllowList apiAllowList,
        @Nullable Instant disabledAt,
        Instant createdAt) {

    /** For the audit trail. */
    @Override
    public String toString() {
        return "displayName=" + displayName + "; description=" + description + "; clientId=" + clientId + "; user="
                + userId;
    }

    /**
     * A regular expression that {@link #toString()} of the service with a client id matches, whatever people wrote
     * before it.
     */
    static String statePattern(UUID clientId) {
        return "; clientId=" + clientId + "; user=[0-9]+$";
    }

    /** What it is held to, for the audit trail. */
    String restrictions() {
        return "dailyCalls=" + limits.dailyCalls() + "; callsPer20Seconds=" + limits.callsPer20Seconds()
                + "; concurrentCalls=" + limits.concurrentCalls() + "; apiAllowList=" + apiAllowList;
    }

    /** The same service, held to something else. */
    CustomService with(Limits otherLimits, AllowList otherList) {
        return new CustomService(
                id, userId, displayName, description, clientId, otherLimits, otherList, disabledAt, createdAt);
    }
}
