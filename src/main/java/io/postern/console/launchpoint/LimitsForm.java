package io.postern.console.launchpoint;

import io.postern.access.subscription.Limits;
import io.postern.console.FormErrors;
import io.postern.console.Formats;
import jakarta.ws.rs.FormParam;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The limits of its own that an administrator types for a service. Texts are as typed; an empty one is no limit. */
public final class LimitsForm {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    @FormParam("dailyCalls")
    @Nullable
    String dailyCalls;

    @FormParam("callsPer20Seconds")
    @Nullable
    String callsPer20Seconds;

    @FormParam("concurrentCalls")
    @Nullable
    String concurrentCalls;

    /** The form of limits as they stand. */
    static LimitsForm of(Limits limits) {
        LimitsForm form = new LimitsForm();
        form.dailyCalls = text(limits.dailyCalls());
        form.callsPer20Seconds = text(limits.callsPer20Seconds());
        form.concurrentCalls = text(limits.concurrentCalls());
        return form;
    }

    public String dailyCalls() {
        return Objects.requireNonNullElse(dailyCalls, "");
    }

    public String callsPer20Seconds() {
        return Objects.requireNonNullElse(callsPer20Seconds, "");
    }

    public String concurrentCalls() {
        return Objects.requireNonNullElse(concurrentCalls, "");
    }

    /** The limits that are asked for; what is wrong with one is noted, and it counts as none. */
    Limits read(FormErrors errors, LaunchPointMessages say, Formats formats) {
        String mistake = say.notALimit(formats.number(Integer.MAX_VALUE));
        return new Limits(
                read("dailyCalls", dailyCalls(), errors, mistake),
                read("callsPer20Seconds", callsPer20Seconds(), errors, mistake),
                read("concurrentCalls", concurrentCalls(), errors, mistake));
    }

    /** A 0 is refused: somebody may mean by it that nothing is to be let in, and it would switch the limit off. */
    private static int read(String field, String typed, FormErrors errors, String mistake) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return 0;
        }
        long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
        if (number < 1 || number > Integer.MAX_VALUE) {
            errors.add(field, mistake);
            return 0;
        }
        return (int) number;
    }

    private static String text(int limit) {
        return limit == 0 ? "" : Integer.toString(limit);
    }
}
