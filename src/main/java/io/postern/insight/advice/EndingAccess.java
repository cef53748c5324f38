package io.postern.insight.advice;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that works now and is about to end. */
public sealed interface EndingAccess {
    /** What ends later than this is not told of. */
    Duration SOON = Within.MONTH.length;

    /** The first instant at which it does not work any more. */
    Instant endsAt();

    /** In how much time it ends. */
    default Within within(Instant now) {
        for (Within within : Within.values()) {
            if (!endsAt().isAfter(now.plus(within.length))) {
                return within;
            }
        }
        throw new IllegalArgumentException("it does not end soon");
    }

    /** How soon something ends. */
    enum Within {
        DAY(Duration.ofDays(1)),
        WEEK(Duration.ofDays(7)),
        MONTH(Duration.ofDays(30));

        private final Duration length;

        Within(Duration length) {
            this.length = length;
        }
    }

    /**
     * A secret of a service that is served now.
     *
     * @param current whether it is the newest one that is accepted
     * @param goesOn whether another secret of the service is accepted after it
     * @param goesOnUntil when the last of those ends; null for never, or when there is none
     */
    record OfSecret(
            long serviceId,
            String serviceName,
            boolean current,
            boolean goesOn,
            @Nullable Instant goesOnUntil,
            Instant endsAt)
            implements EndingAccess {}

    /**
     * The access of an API-only user.
     *
     * @param services how many custom services end with it
     */
    record OfUser(long userId, String login, int services, Instant endsAt) implements EndingAccess {}
}
