package io.postern.access.subscription;

import io.postern.foundation.wire.AddressRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The addresses from which calls are accepted: those of a subscription, or of one service. What is listed is kept while
 * the list is switched off. Adobe's page "Create an allowlist for IP-based API access".
 *
 * @param enabled whether it restricts anything; one without entries cannot be, for it would admit nobody
 * @param entries {@link #MOST_ENTRIES} at most
 * @see <a href="https://experienceleague.adobe.com/en/docs/marketo/using/product-docs/administration/additional-integrations/create-an-allowlist-for-ip-based-api-access">Create an allowlist for IP-based API access</a>
 */
public record AllowList(boolean enabled, List<AddressRange> entries) {
    /** The most entries: each call is compared with all of them. */
    public static final int MOST_ENTRIES = 900;

    /** Admits everybody. */
    public static final AllowList OFF = new AllowList(false, List.of());

    public AllowList {
        entries = List.copyOf(entries);
        if (enabled && entries.isEmpty()) {
            throw new IllegalArgumentException("an allow-list without entries would admit nobody");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "an allow-list has " + MOST_ENTRIES + " entries at most, not " + entries.size());
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
        Optional<AddressRange.Address> caller = AddressRange.Address.parse(address);
        return caller.isPresent() && entries.stream().anyMatch(entry -> entry.contains(caller.get()));
    }

    /**
     * Whether everybody whom this list admits is admitted by another one too. It may say no where one entry of this
     * list is covered only by several entries of the other together.
     */
    public boolean isWithin(AllowList other) {
        return !other.enabled
                || enabled
                        && entries.stream()
                                .allMatch(entry -> other.entries.stream().anyMatch(entry::isWithin));
    }

    /** For the audit trail. */
    @Override
    public String toString() {
        return (enabled ? "enabled" : "disabled")
                + entries.stream().map(AddressRange::toString).collect(Collectors.joining(", ", " [", "]"));
    }
}
