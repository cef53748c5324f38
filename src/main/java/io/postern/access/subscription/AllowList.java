package io.postern.access.subscription;

import io.postern.foundation.wire.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The addresses from which a subscription accepts calls. What is listed is kept while the list is switched off. Adobe's page
 * "Create an allowlist for IP-based API access".
 *
 * @param enabled whether it restricts anything; one without entries cannot be, for it would admit nobody
 */
public record AllowList(boolean enabled, List<AddressRange> entries) {
    /** Admits everybody. */
    public static final AllowList OFF = new AllowList(false, List.of());

    public AllowList {
        entries = List.copyOf(entries);
        if (enabled && entries.isEmpty()) {
            throw new IllegalArgumentException("an allow-list without entries would admit nobody");
        }
    }

    /** Restricts to what is listed; nothing when nothing is. */
    public static AllowList of(List<AddressRange> entries) {
        return new AllowList(!entries.isEmpty(), entries);
    }

    /**
     * Whether a caller is admitted.
     *
     * @param address as text, IPv4 or IPv6; what is no address is admitted only while the list is off
     */
    public boolean admits(String address) {
        if (!enabled) {
            return true;
        }
        Optional<InetAddress> caller = AddressRange.address(address);
        return caller.isPresent() && entries.stream().anyMatch(entry -> entry.contains(caller.get()));
    }

    /** For the audit trail. */
    @Override
    public String toString() {
        return (enabled ? "enabled" : "disabled")
                + entries.stream().map(AddressRange::toString).collect(Collectors.joining(", ", " [", "]"));
    }
}
