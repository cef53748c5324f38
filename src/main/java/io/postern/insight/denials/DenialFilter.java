package io.postern.insight.denials;

import io.postern.access.directory.DenialReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Which denials are asked for.
 *
 * @param since of those that happened then or later
 * @param text that service, user, operation, address, code or request id must contain, without regard to case; empty for all
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

    /** What denials have in common that are taken together by it; reason and service are asked for by themselves. */
    public record Property(DenialGroup.By of, String value) {}
}
