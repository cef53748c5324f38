package io.postern.access.subscription;

import java.time.ZoneId;
import java.util.List;

/**
 * What an administrator can change about a subscription.
 *
 * @param timeZone in which its days begin and end
 * @param apiAllowList addresses from which calls are accepted, as written; empty accepts all
 */
public record Settings(
        String name, ZoneId timeZone, Limits limits, List<String> apiAllowList, Compatibility compatibility) {
    /** The zone of the documented server's quota day. */
    public static final ZoneId DEFAULT_TIME_ZONE = ZoneId.of("America/Chicago");

    public Settings {
        apiAllowList = List.copyOf(apiAllowList);
    }

    /** The settings of a new subscription. */
    public static Settings named(String name) {
        return new Settings(name, DEFAULT_TIME_ZONE, Limits.DEFAULT, List.of(), Compatibility.DEFAULT);
    }
}
