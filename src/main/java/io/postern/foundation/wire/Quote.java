package io.postern.foundation.wire;

/**
 * Repeats in an error text what a caller sent: not longer than a line, and only what every JSON parser accepts.
 */
public final class Quote {
    private static final int LONGEST = 100;
    private static final char REPLACEMENT = '\uFFFD';

    private Quote() {}

    /** The text, cut after 100 characters, with control characters and unpaired surrogates replaced by U+FFFD. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(point -> isHarmless(point) ? point : REPLACEMENT)
                .forEach(quoted::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST ? quoted + "…" : quoted.toString();
    }

    private static boolean isHarmless(int point) {
        return !Character.isISOControl(point) && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }
}
