package io.postern.data.record;

import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids of records as callers write them. */
public final class RecordIds {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

    private RecordIds() {}

    /** Whether a text is a whole number, of whatever size. */
    public static boolean isNumber(String text) {
        return DIGITS.matcher(text).matches();
    }

    /**
     * The id that a text names; empty when the number is larger than any id.
     *
     * @throws Refusal 1001 when it is not a whole number
     */
    public static Optional<Integer> read(String text) {
        String digits = text.strip();
        if (!isNumber(digits)) {
            throw Refusal.with(ErrorCode.INVALID_VALUE, text, "Integer");
        }
        try {
            return Optional.of(Integer.valueOf(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
