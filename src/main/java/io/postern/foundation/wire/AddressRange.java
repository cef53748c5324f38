package io.postern.foundation.wire;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that one text names, all of one family:
 *
 * <ul>
 *   <li>one address: {@code 203.0.113.7}, {@code 2001:db8::7}
 *   <li>a range, both ends included: {@code 203.0.113.7-203.0.113.20}
 *   <li>a wildcard, at the end of an IPv4 address only: {@code 10.0.*.*}
 *   <li>CIDR notation (RFC 4632, RFC 4291): {@code 10.0.0.0/8}, {@code 2001:db8::/32}; bits after the prefix are ignored
 * </ul>
 *
 * IPv4 addresses may be written as IPv4-mapped IPv6 ({@code ::ffff:203.0.113.7}) and mean the same. Names of hosts are never
 * looked up. Immutable; two are equal when they name the same addresses.
 */
public final class AddressRange {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PREFIX = Pattern.compile("0|[1-9]\\d{0,2}");
    private static final Pattern WILDCARD = Pattern.compile("[0-9.]*(?:(?:^|\\.)\\*){1,4}");
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final String text;
    private final Family family;
    private final BigInteger first;
    private final BigInteger last;

    private AddressRange(String text, Family family, BigInteger first, BigInteger last) {
        this.text = text;
        this.family = family;
        this.first = first;
        this.last = last;
    }

    /** Reads a text; empty when it names none. Blanks around it, and around the hyphen of a range, do not matter. */
    public static Optional<AddressRange> parse(String text) {
        String given = text.strip();
        int slash = given.indexOf('/');
        int hyphen = given.indexOf('-');
        if (slash >= 0) {
            return cidr(given, given.substring(0, slash), given.substring(slash + 1));
        }
        if (hyphen >= 0) {
            return range(
                    given,
                    given.substring(0, hyphen).strip(),
                    given.substring(hyphen + 1).strip());
        }
        if (given.indexOf('*') >= 0) {
            return WILDCARD.matcher(given).matches()
                    ? range(given, given.replace('*', '0'), given.replace("*", "255"))
                    : Optional.empty();
        }
        return range(given, given, given);
    }

    /** Whether an address is among those named. */
    public boolean contains(Address address) {
        return address.family == family && address.value.compareTo(first) >= 0 && address.value.compareTo(last) <= 0;
    }

    /** Whether all addresses that are named here are named by another range too. */
    public boolean isWithin(AddressRange other) {
        return family == other.family && first.compareTo(other.first) >= 0 && last.compareTo(other.last) <= 0;
    }

    /** An address from its literal form; empty when the text is none. Names of hosts are not looked up. */
    static Optional<InetAddress> address(String text) {
        try {
            if (IPV4.matcher(text).matches()) {
                return Optional.of(Inet4Address.ofLiteral(text));
            }
            // only what is a literal beyond doubt reaches the parser of the JDK, which takes zones and shortened IPv4
            // too
            return IPV6.matcher(text).matches() ? Optional.of(Inet6Address.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<AddressRange> range(String text, String from, String to) {
        Optional<Address> first = Address.parse(from);
        Optional<Address> last = Address.parse(to);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        boolean ordered =
                first.get().family == last.get().family && first.get().value.compareTo(last.get().value) <= 0;
        return ordered
                ? Optional.of(new AddressRange(text, first.get().family, first.get().value, last.get().value))
                : Optional.empty();
    }

    private static Optional<AddressRange> cidr(String text, String base, String prefix) {
        Optional<Address> address = Address.parse(base);
        if (address.isEmpty() || !PREFIX.matcher(prefix).matches()) {
            return Optional.empty();
        }
        Family family = address.get().family;
        boolean mapped = family == Family.IPV4 && base.indexOf(':') >= 0;
        int length = Integer.parseInt(prefix) - (mapped ? IPV6_BITS - IPV4_BITS : 0);
        if (length < 0 || length > family.bits) {
            return Optional.empty();
        }
        int free = family.bits - length;
        BigInteger first = address.get().value.shiftRight(free).shiftLeft(free);
        BigInteger last = first.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE);
        return Optional.of(new AddressRange(text, family, first, last));
    }

    private enum Family {
        IPV4(IPV4_BITS),
        IPV6(IPV6_BITS);

        private final int bits;

        Family(int bits) {
            this.bits = bits;
        }
    }

    /** One address, read once to be looked for in many ranges. An IPv4-mapped IPv6 address is the IPv4 address it maps. */
    public static final class Address {
        private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

        private final Family family;
        private final BigInteger value;

        private Address(Family family, BigInteger value) {
            this.family = family;
            this.value = value;
        }

        /** From its literal form; empty when the text is none. Names of hosts are not looked up. */
        public static Optional<Address> parse(String text) {
            return address(text).map(Address::of);
        }

        static Address of(InetAddress address) {
            BigInteger value = new BigInteger(1, address.getAddress());
            if (address instanceof Inet4Address) {
                return new Address(Family.IPV4, value);
            }
            return value.shiftRight(IPV4_BITS).equals(MAPPED)
                    ? new Address(Family.IPV4, value.subtract(MAPPED.shiftLeft(IPV4_BITS)))
                    : new Address(Family.IPV6, value);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange range
                && range.family == family
                && range.first.equals(first)
                && range.last.equals(last);
    }

    @Override
    public int hashCode() {
        return 31 * first.hashCode() + last.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
