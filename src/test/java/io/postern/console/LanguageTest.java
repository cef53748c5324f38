package io.postern.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {
    private static final Path MESSAGES = Path.of("src", "main", "resources", "messages");

    /** What stands in braces: parameters, and the sections and cases of Qute. */
    private static final Pattern BRACES = Pattern.compile("\\{[^}]*}");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, ENGLISH",
                "de-AT, GERMAN",
                "'it, fr;q=0.5, de;q=0.8', GERMAN",
                "it, ENGLISH",
                "';;;', ENGLISH",
                "ko-KR, KOREAN"
            })
    void shouldChooseWhatTheBrowserLikesBest(String header, Language expected) {
        assertThat(Language.preferred(header)).isEqualTo(expected);
    }

    @Test
    void shouldNotReadAHeaderThatIsLongerThanAnyBrowsers() {
        assertThat(Language.preferred("de," + "x-a,".repeat(100))).isEqualTo(Language.ENGLISH);
    }

    @Test
    void shouldWriteDatesAndNumbersAsTheReaderDoes() {
        Instant instant = Instant.parse("2027-01-02T06:00:00Z");
        ZoneId chicago = ZoneId.of("America/Chicago");

        assertThat(new Formats(Locale.GERMANY, chicago).instant(instant)).isEqualTo("02.01.2027, 00:00 CST");
        assertThat(new Formats(Locale.US, chicago).instant(instant)).contains("Jan 2, 2027", "12:00", "AM", "CST");
        assertThat(new Formats(Locale.GERMANY, chicago).number(50_000)).isEqualTo("50.000");
        assertThat(Language.ENGLISH.formats("en-GB")).isEqualTo(Locale.UK);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldSayEverythingInEveryLanguage(Language language) throws IOException {
        for (String bundle : bundles()) {
            Properties english = read(bundle, Language.ENGLISH);
            Properties translated = read(bundle, language);

            assertThat(translated.stringPropertyNames())
                    .as(bundle + " in " + language)
                    .isEqualTo(english.stringPropertyNames());
            for (String key : english.stringPropertyNames()) {
                String text = translated.getProperty(key);
                assertThat(text).as(bundle + "." + key + " in " + language).isNotBlank();
                assertThat(casesAndParameters(text))
                        .as(bundle + "." + key + " in " + language)
                        .isEqualTo(casesAndParameters(english.getProperty(key)));
            }
        }
    }

    /** Plural sections may differ from language to language; cases of an enum and parameters may not. */
    private static TreeSet<String> casesAndParameters(String text) {
        return BRACES.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(part -> part.startsWith("{#is") || part.matches("\\{\\w+}"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> bundles() throws IOException {
        try (var files = Files.list(MESSAGES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_en.properties"))
                    .map(name -> name.substring(0, name.indexOf('_')))
                    .sorted()
                    .toList();
        }
    }

    private static Properties read(String bundle, Language language) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve(bundle + "_" + language.tag() + ".properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
