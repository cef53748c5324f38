package io.postern.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://postern.example.com, https://postern.example.com",
        "HTTP://Postern.example:8080/, http://postern.example:8080",
        "' https://[2001:db8::1]:8443 ', https://[2001:db8::1]:8443",
        "https://postern.example:443, https://postern.example",
        "http://postern.example:80/, http://postern.example",
        "http://postern.example:443, http://postern.example:443"
    })
    void shouldTakeSchemeHostAndPort(String given, String expected) {
        assertThat(PublicAddress.parse(given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postern.example.com",
                "ftp://postern.example.com",
                "https://postern.example.com/marketo",
                "https://postern.example.com?x=1",
                "https://user@postern.example.com",
                "https://postern.example.com#top",
                "https://postern.example.com:70000",
                "https:postern.example.com",
                "https://",
                "https://a b"
            })
    void shouldSayWhatWouldBeRight(String given) {
        assertThatThrownBy(() -> PublicAddress.parse(given))
                .hasMessageContainingAll("POSTERN_PUBLIC_URL", "https://postern.example.com, not");
    }

    @Test
    void shouldNotRepeatAPassword() {
        assertThatThrownBy(() -> PublicAddress.parse("https://user:s3cr@t@postern.example.com"))
                .hasMessageContaining("//…@postern.example.com")
                .hasMessageNotContainingAny("s3cr", "t@postern");
    }
}
