package io.postern.foundation.store;

/** Texts of failures, for the one line that an operator sees. */
final class Failures {
    private Failures() {}

    /** The first line of a failure's message, without a full stop at its end. */
    static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .strip()
                .replaceAll("\\.$", "");
    }
}
