package io.postern.foundation.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {
    private final ClientAddresses addresses = new ClientAddresses();

    @Test
    void shouldBelieveNoHeaderWhereNoProxyIsTrusted() {
        String client = addresses.of("192.0.2.1", List.of("203.0.113.7"));

        assertThat(client).isEqualTo("192.0.2.1");
    }

    @Test
    void shouldBelieveNoHeaderOfAStranger() {
        trust("10.0.0.0/8");

        String client = addresses.of("192.0.2.1", List.of("203.0.113.7"));

        assertThat(client).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.7                               | 203.0.113.7
            198.51.100.1, 203.0.113.7                 | 203.0.113.7
            198.51.100.1, 203.0.113.7, 10.9.9.9       | 203.0.113.7
            10.1.1.1, 10.2.2.2                        | 10.1.1.1
            203.0.113.7:4711                          | 203.0.113.7
            [2001:db8::7]:4711                        | 2001:db8::7
            2001:db8::7                               | 2001:db8::7
            ::ffff:203.0.113.7                        | 203.0.113.7
            198.51.100.1, unknown                     | unknown
            198.51.100.1, unknown, 203.0.113.7        | 203.0.113.7
            198.51.100.1, localhost                   | unknown
            198.51.100.1,                             | unknown
            """)
    void shouldTakeTheLastOneThatNoTrustedProxyHas(String header, String client) {
        trust("10.0.0.0/8");

        String found = addresses.of("10.0.0.1", List.of(header));

        assertThat(found).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({"0:0:0:0:0:0:0:1, ::1", "fe80:0:0:0:0:0:0:1%eth0, fe80::1", "203.0.113.7, 203.0.113.7", ", ''"})
    void shouldWriteTheAddressOfAConnectionAsPeopleDo(String peer, String client) {
        assertThat(addresses.of(peer, List.of())).isEqualTo(client);
    }

    @Test
    void shouldReadSeveralHeadersAsOne() {
        trust("10.0.0.0/8", "2001:db8::/32");

        String client = addresses.of("2001:db8::1", List.of("198.51.100.1, 203.0.113.7", "10.0.0.2"));

        assertThat(client).isEqualTo("203.0.113.7");
    }

    private void trust(String... proxies) {
        addresses.trust(Stream.of(proxies)
                .map(AddressRange::parse)
                .flatMap(Optional::stream)
                .toList());
    }
}
