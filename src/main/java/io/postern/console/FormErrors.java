package io.postern.console;

import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What is wrong with a form, field by field, in the visitor's language. Not thread safe. */
public final class FormErrors {
    /** The name under which stands what concerns no single field. */
    public static final String FORM = "";

    private final Language language;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Set<Rule> rules = EnumSet.noneOf(Rule.class);

    public FormErrors(Language language) {
        this.language = language;
    }

    /** Notes what is wrong with a field; the first text stays. */
    public void add(String field, String text) {
        texts.putIfAbsent(field, text);
    }

    /** Notes that a field cannot be read. */
    public void addUnreadable(String field) {
        add(field, RuleTexts.messages(language).invalid());
    }

    /** Notes that a field is empty. */
    public void addMissing(String field) {
        add(field, RuleTexts.messages(language).missing());
    }

    /** Notes a broken rule that concerns the form as a whole. */
    public void add(RuleViolation violation) {
        add(FORM, violation);
    }

    /** Notes a broken rule that concerns a field. */
    public void add(String field, RuleViolation violation) {
        rules.add(violation.rule());
        add(field, RuleTexts.of(violation, language));
    }

    /** Applies a rule to a field, and notes what it says. */
    public void check(String field, Runnable rule) {
        try {
            rule.run();
        } catch (RuleViolation violation) {
            add(field, violation);
        }
    }

    /** Whether a rule is among those that were noted. */
    public boolean tellOf(Rule rule) {
        return rules.contains(rule);
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Whether something is wrong with a field. */
    public boolean has(String field) {
        return texts.containsKey(field);
    }

    /** What is wrong with a field; empty when nothing is. */
    public String of(String field) {
        return texts.getOrDefault(field, "");
    }

    /** What is wrong with the form as a whole; empty when nothing is. */
    public String ofForm() {
        return of(FORM);
    }
}
