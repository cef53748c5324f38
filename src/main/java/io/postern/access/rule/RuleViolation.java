package io.postern.access.rule;

import java.util.List;

/**
 * A change of access that a rule forbids. Nothing of the change was kept. It carries no stack trace: it tells of what
 * was asked, not of a fault.
 */
public final class RuleViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private final transient List<String> values;

    /**
     * @param message for people: names what was wrong and what would be right
     * @param values what the message speaks of, for a page that words it itself
     */
    public RuleViolation(Rule rule, String message, String... values) {
        super(message, null, false, false);
        this.rule = rule;
        this.values = List.of(values);
    }

    public Rule rule() {
        return rule;
    }

    public List<String> values() {
        return values;
    }

    /** The text for people. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
