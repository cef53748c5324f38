package io.postern.data.leads;

import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of a value that a caller gave for a field. */
sealed interface Reading {

    /**
     * It can be stored.
     *
     * @param stored a String, Integer, BigDecimal or Boolean; null clears the field
     */
    record Value(@Nullable Object stored) implements Reading {}

    /** It cannot be stored. */
    record Problem(ErrorCode code, String text) implements Reading {
        /** As the reason for which a record is skipped. */
        ApiError reason() {
            return ApiError.withText(code, text);
        }

        /** As the refusal of a whole call. */
        Refusal refusal() {
            return Refusal.withText(code, text);
        }
    }
}
