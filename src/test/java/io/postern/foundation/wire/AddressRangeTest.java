package io.postern.foundation.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.foundation.wire.AddressRange.Address;
import io.postern.testing.Cases;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, 203.0.113.8",
        "203.0.113.7-203.0.113.20, 203.0.113.7, 203.0.113.6",
        "203.0.113.7 - 203.0.113.20, 203.0.113.20, 203.0.113.21",
        "10.0.*.*, 10.0.255.255, 10.1.0.0",
        "*.*.*.*, 255.255.255.255, ::1",
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "10.9.8.7/8, 10.0.0.0, 9.255.255.255",
        "0.0.0.0/0, 1.2.3.4, ::1",
        "10.0.0.1/32, 10.0.0.1, 10.0.0.2",
        "2001:db8::7, 2001:DB8:0:0::7, 2001:db8::8",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::",
        "2001:db8::1-2001:db8::ff, 2001:db8::ff, 2001:db8::100",
        "::/0, 2001:db8::1, 10.0.0.1",
        "::ffff:10.0.0.1, 10.0.0.1, 10.0.0.2",
        "::ffff:a00:0/104, 10.200.0.1, 11.0.0.1",
        "10.0.0.1, ::ffff:10.0.0.1, ::10.0.0.1",
    })
    void shouldContainWhatItNamesAndNothingElse(String text, String inside, String outside) {
        // when
        AddressRange entry = AddressRange.parse(text).orElseThrow();

        // then
        assertThat(entry.contains(Address.of(InetAddress.ofLiteral(inside)))).isTrue();
        assertThat(entry.contains(Address.of(InetAddress.ofLiteral(outside)))).isFalse();
        assertThat(entry).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com",
                "10.0.0",
                "10.0.0.1.",
                "10",
                "10.0.0.256",
                "10.0.0.01",
                "0x0a.0.0.1",
                "10.*.0.1",
                "*",
                "*.*.*.*.*",
                "10.0.*",
                "2001:db8::*",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/08",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "2001:db8::/129",
                "::ffff:10.0.0.0/8",
                "10.0.0.9-10.0.0.1",
                "10.0.0.1-2001:db8::1",
                "10.0.0.1-",
                "10.0.0.1-9",
                "fe80::1%eth0",
                "[::1]",
                "2001:db8:::1",
                "1:2:3:4:5:6:7:8:9"
            })
    void shouldNotReadWhatIsNoEntry(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    @Test
    void shouldEqualAnEntryForTheSameAddresses() {
        assertThat(AddressRange.parse("10.0.0.0/16"))
                .isEqualTo(AddressRange.parse("10.0.*.*"))
                .hasSameHashCodeAs(AddressRange.parse("10.0.0.0-10.0.255.255"))
                .isNotEqualTo(AddressRange.parse("10.1.*.*"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.0/8, true",
        "10.0.0.0/8, 10.*.*.*, true",
        "10.0.0.0/8, 10.0.0.1-10.255.255.255, false",
        "10.0.0.0/8, 10.0.0.0-10.255.255.254, false",
        "10.0.0.0/8, ::/0, false",
        "2001:db8::7, 2001:db8::/32, true",
        "2001:db8::/32, 2001:db8::7, false",
    })
    void shouldTellWhetherAnotherRangeNamesAllOfItsAddresses(String text, String other, boolean within) {
        AddressRange range = AddressRange.parse(text).orElseThrow();

        assertThat(range.isWithin(AddressRange.parse(other).orElseThrow())).isEqualTo(within);
    }

    @Test
    void shouldContainExactlyTheAddressesOfAPrefix() {
        Cases.run(given -> checkAPrefix(given.bytes(16), given.bytes(16), given.between(0, 128)));
    }

    private static void checkAPrefix(byte[] base, byte[] asked, int prefix) throws UnknownHostException {
        // given
        int shared = asked[15] % 2 == 0 ? prefix / 8 : (prefix + 7) / 8;
        System.arraycopy(base, 0, asked, 0, shared);
        InetAddress network = InetAddress.getByAddress(base);
        InetAddress address = InetAddress.getByAddress(asked);
        if (network instanceof Inet4Address || address instanceof Inet4Address) {
            return; // ::ffff:0:0/96 is read as IPv4
        }

        // when
        AddressRange entry =
                AddressRange.parse(network.getHostAddress() + "/" + prefix).orElseThrow();

        // then
        boolean samePrefix = bits(base, prefix).equals(bits(asked, prefix));
        assertThat(entry.contains(Address.of(address))).isEqualTo(samePrefix);
        assertThat(entry.contains(Address.of(network))).isTrue();
    }

    @Test
    void shouldContainExactlyTheAddressesBetweenTheEnds() {
        Cases.run(given -> checkARange(given.bytes(4), given.bytes(4), given.bytes(4)));
    }

    private static void checkARange(byte[] one, byte[] other, byte[] asked) throws UnknownHostException {
        // given
        boolean ordered = Arrays.compareUnsigned(one, other) <= 0;
        byte[] first = ordered ? one : other;
        byte[] last = ordered ? other : one;

        // when
        AddressRange entry = AddressRange.parse(text(first) + "-" + text(last)).orElseThrow();

        // then
        assertThat(entry.contains(Address.of(InetAddress.getByAddress(asked))))
                .isEqualTo(Arrays.compareUnsigned(first, asked) <= 0 && Arrays.compareUnsigned(asked, last) <= 0);
    }

    @Test
    void shouldNeverFailOnAText() {
        Cases.run(given -> AddressRange.parse(text(given))
                .ifPresent(entry ->
                        assertThat(AddressRange.parse(entry.toString())).contains(entry)));
    }

    private static String text(Cases.Given given) {
        return given.nextBoolean()
                ? given.text(255)
                : given.text(
                        9,
                        List.of("10.0.0.", "0", "8", "255", ".", "*", "-", "/", " ", ":", "::", "ffff", "2001:db8::"));
    }

    private static BigInteger bits(byte[] address, int prefix) {
        return new BigInteger(1, address).shiftRight(128 - prefix);
    }

    private static String text(byte[] address) throws UnknownHostException {
        return InetAddress.getByAddress(address).getHostAddress();
    }
}
