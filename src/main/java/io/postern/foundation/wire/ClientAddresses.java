package io.postern.foundation.wire;

import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of a client behind proxies. A proxy that is trusted adds to the header {@code X-Forwarded-For} whom it was
 * called by; the header is read from its end for as long as those who wrote it are trusted, so a client gains nothing by
 * sending one itself. Thread safe.
 */
@Singleton
public final class ClientAddresses {
    /** The header that is read. */
    public static final String FORWARDED_FOR = "X-Forwarded-For";

    /** The address of a client whom a trusted proxy does not know: it is in no range. */
    public static final String UNKNOWN = "unknown";

    private volatile List<AddressRange> trusted = List.of();

    /** Takes the proxies of the settings; none trusts no header. */
    public void trust(List<AddressRange> proxies) {
        trusted = List.copyOf(proxies);
    }

    /**
     * The address of the client as text: that of the connection, or the last one in the headers that no trusted proxy has;
     * {@link #UNKNOWN} when a trusted proxy tells none.
     *
     * @param peer the address at the other end of the connection; null when it has none
     * @param forwardedFor the values of all headers {@link #FORWARDED_FOR}, in their order
     */
    public String of(@Nullable String peer, List<String> forwardedFor) {
        String client = peer == null ? "" : canonical(peer);
        if (trusted.isEmpty() || forwardedFor.isEmpty()) {
            return client;
        }
        List<String> told = new ArrayList<>();
        for (String header : forwardedFor) {
            told.addAll(List.of(header.split(",", -1)));
        }
        while (isTrusted(client) && !told.isEmpty()) {
            Optional<InetAddress> before = AddressRange.address(withoutPort(told.removeLast()));
            if (before.isEmpty()) {
                return UNKNOWN;
            }
            client = text(before.get());
        }
        return client;
    }

    /** As people write it: IPv6 by RFC 5952, without the zone of a link. */
    private static String canonical(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        return AddressRange.address(plain).map(ClientAddresses::text).orElse(plain);
    }

    private static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    private boolean isTrusted(String address) {
        return AddressRange.Address.parse(address)
                .filter(proxy -> trusted.stream().anyMatch(range -> range.contains(proxy)))
                .isPresent();
    }

    /** Some proxies add the port: {@code 203.0.113.7:4711}, {@code [2001:db8::7]:4711}. */
    private static String withoutPort(String text) {
        String given = text.strip();
        if (given.startsWith("[")) {
            int end = given.indexOf(']');
            return end < 0 ? given : given.substring(1, end);
        }
        int colon = given.indexOf(':');
        return colon >= 0 && colon == given.lastIndexOf(':') ? given.substring(0, colon) : given;
    }
}
