package io.postern.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The languages of the console. */
public enum Language {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch"),
    FRENCH("fr", "Français"),
    DUTCH("nl", "Nederlands"),
    SWEDISH("sv", "Svenska"),
    KOREAN("ko", "한국어");

    /** Longer than any browser sends; reading one costs more than its length. */
    private static final int LONGEST_HEADER = 200;

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /**
     * The language tag of RFC 5646.
     *
     * @see <a href="https://datatracker.ietf.org/doc/html/rfc5646">RFC 5646</a>
     */
    public String tag() {
        return tag;
    }

    /** The name of the language in the language itself. */
    public String ownName() {
        return ownName;
    }

    public Locale locale() {
        return Locale.of(tag);
    }

    /** The language of a tag; empty when the console does not have it. */
    public static Optional<Language> tagged(@Nullable String tag) {
        return Stream.of(values()).filter(language -> language.tag.equals(tag)).findFirst();
    }

    /**
     * The language that a browser prefers among those that there are, else English.
     *
     * @param acceptLanguage the header of RFC 9110 §12.5.4; null when it was not sent
     * @see <a href="https://datatracker.ietf.org/doc/html/rfc9110#section-12.5.4">RFC 9110, section 12.5.4</a>
     */
    public static Language preferred(@Nullable String acceptLanguage) {
        return wanted(acceptLanguage).stream()
                .flatMap(locale -> tagged(locale.getLanguage()).stream())
                .findFirst()
                .orElse(ENGLISH);
    }

    /** The locale in which dates and numbers are written: the browser's own where it is one of this language. */
    public Locale formats(@Nullable String acceptLanguage) {
        return wanted(acceptLanguage).stream()
                .filter(locale -> locale.getLanguage().equals(tag))
                .findFirst()
                .orElseGet(this::locale);
    }

    private static List<Locale> wanted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_HEADER) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
