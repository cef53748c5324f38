package io.postern.console.launchpoint;

/**
 * What was asked for in View Details, to be shown in its place: texts, or a sentence that says why there is none.
 *
 * @param text what was asked for; empty when it was not, or was refused
 * @param refusal why it was refused, in the visitor's language; empty when it was not
 */
public record Revealed(String text, String refusal) {
    /** Nothing was asked for yet. */
    public static final Revealed NOTHING = new Revealed("", "");

    static Revealed text(String text) {
        return new Revealed(text, "");
    }

    static Revealed refused(String refusal) {
        return new Revealed("", refusal);
    }

    public boolean isShown() {
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return "Revealed[…]";
    }
}
