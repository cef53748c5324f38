package io.postern.access.user;

/**
 * What a password must be like: long enough to resist guessing, and short enough to be hashed quickly. At least one of
 * its characters is no blank.
 */
public final class PasswordRule {
    /** The fewest characters. */
    public static final int SHORTEST = 12;

    /** The most characters. */
    public static final int LONGEST = 128;

    private PasswordRule() {}

    /** Whether a text may be a password; characters outside the basic plane count as one. */
    public static boolean allows(String text) {
        int characters = text.codePointCount(0, text.length());
        return !text.isBlank() && characters >= SHORTEST && characters <= LONGEST;
    }
}
