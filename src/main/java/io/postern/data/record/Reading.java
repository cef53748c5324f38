package io.postern.data.record;

import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Quote;
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
    record Problem(Field field, @Nullable Object given, Fault fault) implements Reading {

        /** As the reason for which a record is skipped. */
        public ApiError reason() {
            return ApiError.withText(
                    ErrorCode.INVALID_DATA,
                    switch (fault) {
                        case TYPE, LENGTH ->
                            "Invalid value for field '" + field.name() + "' and value '"
                                    + Quote.of(String.valueOf(given)) + "'";
                        case CHARACTER, READ_ONLY -> text();
                    });
        }

        /** As the refusal of a whole call, for a value that is a parameter. */
        public Refusal refusal() {
            return fault == Fault.TYPE
                    ? Refusal.with(
                            ErrorCode.INVALID_VALUE,
                            String.valueOf(given),
                            field.type().wireName())
                    : Refusal.withText(ErrorCode.INVALID_DATA, text());
        }

        private String text() {
            return switch (fault) {
                case TYPE ->
                    "Field '" + field.name() + "' is of type " + field.type().wireName();
                case LENGTH ->
                    "The value of field '" + field.name() + "' is too long; at most "
                            + (field.values().length() == null
                                    ? ""
                                    : field.values().length() + " characters and ")
                            + FieldValues.LONGEST_TEXT + " bytes in UTF-8 are allowed";
                case CHARACTER ->
                    "Field '" + field.name()
                            + "' holds a character that cannot be stored; leave out NUL (U+0000) and unpaired surrogates";
                case READ_ONLY ->
                    "Field '" + field.name() + "' is read-only; leave it out of the record, the server sets it";
            };
        }
    }

    /** What is wrong with a value. */
    enum Fault {
        /** It is not of the field's type; an address that is not in ASCII is not one either. */
        TYPE,
        LENGTH,
        /** It has a character that the database cannot hold. */
        CHARACTER,
        /** Only the server sets the field. */
        READ_ONLY
    }
}
