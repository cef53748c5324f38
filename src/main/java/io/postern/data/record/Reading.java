package io.postern.data.record;

import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of a value that a caller gave for a field. */
public sealed interface Reading {

    /**
     * It can be stored.
     *
     * @param stored a String, Integer, BigDecimal or Boolean; null clears the field
     */
    record Value(@Nullable Object stored) implements Reading {}

    /** It cannot be stored. */
    record Problem(ErrorCode code, String text) implements Reading {
        /** As the reason for which a record is skipped. */
        public ApiError reason() {
            return ApiError.withText(code, text);
        }

        /** As the refusal of a whole call. */
        public Refusal refusal() {
            return Refusal.withText(code, text);
        }
    }
}
