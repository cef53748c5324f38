package io.postern.access.rule;

/** The rules of all texts in the access model. */
public final class Texts {
    /** The longest name of anything, in characters. */
    public static final int LONGEST_NAME = 255;

    /** The longest description or reason, in characters. */
    public static final int LONGEST_PROSE = 2000;

    private Texts() {}

    /**
     * A name without blanks around it.
     *
     * @param what what is named, as the beginning of a sentence
     * @throws RuleViolation when it is empty, longer than {@link #LONGEST_NAME}, or holds control characters
     */
    public static String requireName(String what, String name) {
        String given = name.strip();
        if (given.isEmpty()) {
            throw new RuleViolation(Rule.MISSING, what + " is missing");
        }
        requireLength(what, given, LONGEST_NAME);
        if (given.chars().anyMatch(Character::isISOControl)) {
            throw new RuleViolation(Rule.CONTROL_CHARACTER, what + " holds a control character, such as a line break");
        }
        return given;
    }

    /**
     * A text of some lines without blanks around it; it may be empty.
     *
     * @param what what the text is, as the beginning of a sentence
     * @throws RuleViolation when it is longer than {@link #LONGEST_PROSE}, or holds control characters other than tabs
     *     and line breaks
     */
    public static String requireProse(String what, String text) {
        String given = text.strip();
        requireLength(what, given, LONGEST_PROSE);
        if (given.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))) {
            throw new RuleViolation(Rule.CONTROL_CHARACTER, what + " holds a control character");
        }
        return given;
    }

    private static void requireLength(String what, String given, int longest) {
        if (given.length() > longest) {
            throw new RuleViolation(
                    Rule.TOO_LONG,
                    what + " has " + given.length() + " characters; at most " + longest + " are allowed",
                    Integer.toString(given.length()),
                    Integer.toString(longest));
        }
    }
}
