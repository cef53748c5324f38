package io.postern.data.leads;

import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids of leads as callers write them. */
final class LeadIds {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

    private LeadIds() {}

    /** Whether a text is a whole number, of whatever size. */
    static boolean isNumber(String text) {
        return DIGITS.matcher(text).matches();
    }

    /**
     * The id that a text names; empty when the number is larger than any id.
     *
     * @throws Refusal 1001 when it is not a whole number
     */
    static Optional<Integer> read(String text) {
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
