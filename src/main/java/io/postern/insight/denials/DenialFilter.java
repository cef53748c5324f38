package io.postern.insight.denials;

import io.postern.access.directory.DenialReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Which denials are asked for.
 *
 * @param since of those that happened then or later
 * @param text that service, user, operation, address, code or request id must contain, without regard to case; empty
 *     for all
 * @param reason empty for all
 * @param serviceId empty for all
 * @param property empty for all
 */
public record DenialFilter(
        int subscriptionId,
        Instant since,
        String text,
        Optional<DenialReason> reason,
        Optional<Long> serviceId,
        Optional<Property> property) {

    /** A property that denials have in common. Reason and service have members of their own. */
    public record Property(DenialGroup.By of, String value) {}
}
