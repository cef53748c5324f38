package io.postern.console.permissions;

import io.postern.insight.advice.CallList;
import io.postern.insight.advice.CallList.Unclear;
import java.util.List;
import java.util.function.Function;

/**
 * What was pasted, and what came of it.
 *
 * @param text as it was pasted
 * @param found how many operations it names
 * @param unclear what is wrong with lines, in the reader's language; not more of them than people read
 * @param more how many further lines are unclear
 */
public record PastedCalls(String text, int found, List<String> unclear, int more) {
    static final PastedCalls NONE = new PastedCalls("", 0, List.of(), 0);

    private static final int LINES_SHOWN = 20;

    static PastedCalls of(String text, CallList calls, Function<Unclear, String> words) {
        List<Unclear> unclear = calls.unclear();
        return new PastedCalls(
                text,
                calls.found().size(),
                unclear.stream().limit(LINES_SHOWN).map(words).toList(),
                Math.max(0, unclear.size() - LINES_SHOWN));
    }

    /** Whether anything was pasted. */
    public boolean isThere() {
        return !text.isBlank();
    }

    /** How many lines are unclear, shown or not. */
    public int unclearLines() {
        return unclear.size() + more;
    }
}
