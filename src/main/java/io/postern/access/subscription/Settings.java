package io.postern.access.subscription;

import java.time.ZoneId;

/**
 * What an administrator can change about a subscription.
 *
 * @param timeZone in which its days begin and end
 * @param apiAllowList addresses from which calls are accepted
 */
public record Settings(
        String name, ZoneId timeZone, Limits limits, AllowList apiAllowList, Compatibility compatibility) {
    /** The zone of the documented server's quota day. */
    public static final ZoneId DEFAULT_TIME_ZONE = ZoneId.of("America/Chicago");

    /** The settings of a new subscription. */
    public static Settings named(String name) {
        return new Settings(name, DEFAULT_TIME_ZONE, Limits.DEFAULT, AllowList.OFF, Compatibility.DEFAULT);
    }

    /** These settings under another name. */
    public Settings withName(String other) {
        return new Settings(other, timeZone, limits, apiAllowList, compatibility);
    }

    /** These settings in another time zone. */
    public Settings with(ZoneId other) {
        return new Settings(name, other, limits, apiAllowList, compatibility);
    }

    /** These settings with other limits. */
    public Settings with(Limits other) {
        return new Settings(name, timeZone, other, apiAllowList, compatibility);
    }

    /** These settings with another allow-list. */
    public Settings with(AllowList other) {
        return new Settings(name, timeZone, limits, other, compatibility);
    }

    /** These settings with other switches. */
    public Settings with(Compatibility other) {
        return new Settings(name, timeZone, limits, apiAllowList, other);
    }
}
