package io.postern.data.leads;

import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Quote;
import io.postern.foundation.wire.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list {@code input} of a call: 1 to 300 records. */
final class InputList {
    /** The most records that one call takes, and the most leads that one page holds. */
    static final int MOST = 300;

    private InputList() {}

    /**
     * The elements as records.
     *
     * @throws Refusal 1002 when there is none, 1003 when there are more than {@link #MOST} or one is not an object
     */
    static List<Map<String, @Nullable Object>> records(@Nullable List<? extends @Nullable Object> input) {
        if (input == null || input.isEmpty()) {
            throw Refusal.with(ErrorCode.MISSING_VALUE, "input");
        }
        requireAtMost(input.size());
        return input.stream().map(InputList::record).toList();
    }

    /** @throws Refusal 1003 when there are more than {@link #MOST} */
    static void requireAtMost(int records) {
        if (records > MOST) {
            throw Refusal.withText(
                    ErrorCode.INVALID_DATA,
                    "The call has " + records + " records; send at most " + MOST + " in one call");
        }
    }

    private static Map<String, @Nullable Object> record(@Nullable Object element) {
        if (!(element instanceof Map<?, ?> members)) {
            throw Refusal.withText(
                    ErrorCode.INVALID_DATA,
                    "Each element of 'input' must be an object; found " + Quote.of(String.valueOf(element)));
        }
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        members.forEach((name, value) -> record.put(String.valueOf(name), value));
        return record;
    }
}
