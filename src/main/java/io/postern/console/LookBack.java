package io.postern.console;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far back a page looks for what was used, of a few spans that can be chosen. */
public record LookBack(int days) {
    /** The parameter of an address. */
    public static final String PARAMETER = "days";

    private static final List<Integer> CHOICES = List.of(30, 60, 90, 180, 365);
    private static final LookBack USUAL = new LookBack(90);

    /** Reads the parameter; what is none of the choices is as if it was not there. */
    public static LookBack of(@Nullable String days) {
        return CHOICES.stream()
                .filter(choice -> choice.toString().equals(days))
                .map(LookBack::new)
                .findFirst()
                .orElse(USUAL);
    }

    public Duration length() {
        return Duration.ofDays(days);
    }

    /** The spans that there are, in days. */
    public List<Integer> choices() {
        return CHOICES;
    }
}
