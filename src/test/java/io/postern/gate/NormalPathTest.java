package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Cases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalPathTest {
    @ParameterizedTest
    @CsvSource({
        "/rest/v1/leads.json, /rest/v1/leads.json",
        "//rest///v1/leads.json, /rest/v1/leads.json",
        "/rest/../bulk/v1/leads.json, /bulk/v1/leads.json",
        "/rest/./v1/leads.json, /rest/v1/leads.json",
        "/../../rest/v1/leads.json, /rest/v1/leads.json",
        "/rest/%2e%2e/bulk/v1/leads.json, /bulk/v1/leads.json",
        "/rest/v1/%6Ceads.json, /rest/v1/leads.json",
        "/a%2Fb, /a%2Fb",
        "/a%40b, /a%40b",
        "/a%C3%A4, /a%C3%A4",
        "/rest/v1/, /rest/v1/",
        "/, /"
    })
    void shouldNormalise(String path, String expected) {
        assertThat(NormalPath.of(path)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%1", "/%zz", "/a%g1", "/%ff", "/%c3", "/%c3%28", "/%c3a%a4", "/a/%"})
    void shouldRefuseWhatIsNotAnEscapeOfUtf8(String path) {
        assertThat(NormalPath.of(path)).isEmpty();
    }

    @Test
    void shouldKeepWhatFollowsAnEscape() {
        assertThat(NormalPath.of("/a%20")).hasValue("/a%20");
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        Cases.run(given -> {
            String text = given.nextBoolean()
                    ? given.text(100)
                    : given.text(
                            12, List.of("/", "//", ".", "..", "%2e", "%2E", "%2F", "%41", "%c3%a4", "%c3", "%", "a"));

            NormalPath.of("/" + text)
                    .ifPresent(normal -> assertThat(NormalPath.of(normal)).hasValue(normal));
        });
    }
}
