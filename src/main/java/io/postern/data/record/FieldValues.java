package io.postern.data.record;

import io.postern.foundation.wire.WireTime;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns values as callers give them (what JSON can hold, or text) into values as they are stored, and says what is wrong
 * with those that cannot be. Null and the empty text clear a field.
 */
public final class FieldValues {
    /** The most bytes that a value of the type text may have in UTF-8. */
    public static final int LONGEST_TEXT = 30_000;

    private static final int LONGEST_NUMBER = 400;

    private FieldValues() {}

    /** Reads the value that a record gives for a field. */
    public static Reading read(Field field, @Nullable Object given) {
        if (field.readOnly()) {
            return problem(field, given, Reading.Fault.READ_ONLY);
        }
        return parse(field, given);
    }

    /** Reads a value of a field's type, also of one that only the server may set. */
    public static Reading parse(Field field, @Nullable Object given) {
        if (given == null || given.equals("")) {
            return new Reading.Value(null);
        }
        if (given instanceof String text && !isStorable(text)) {
            return problem(field, given, Reading.Fault.CHARACTER);
        }
        return switch (field.type()) {
            case STRING, TEXT, URL, PHONE ->
                text(given).map(text -> limited(field, given, text)).orElseGet(() -> wrongType(field, given));
            case EMAIL ->
                text(given)
                        .map(String::strip)
                        .filter(StandardCharsets.US_ASCII.newEncoder()::canEncode)
                        .map(text -> limited(field, given, text))
                        .orElseGet(() -> wrongType(field, given));
            case INTEGER, SCORE -> stored(field, given, wholeNumber(given));
            case REFERENCE -> stored(field, given, wholeNumber(given).map(String::valueOf));
            case FLOAT, CURRENCY -> stored(field, given, finite(given));
            case BOOLEAN -> stored(field, given, truth(given));
            case DATE ->
                stored(field, given, text(given).flatMap(WireTime::date).map(LocalDate::toString));
            case DATETIME ->
                stored(field, given, text(given).flatMap(WireTime::instant).map(WireTime::format));
            case LEAD_FUNCTION, ARRAY -> wrongType(field, given);
        };
    }

    /** Whether the database can hold a text: it has neither NUL nor half of a surrogate pair. */
    public static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    /** A whole number of 32 bits, from a number or from text. */
    public static Optional<Integer> wholeNumber(Object given) {
        try {
            return number(given).map(BigDecimal::intValueExact);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Reading limited(Field field, Object given, String text) {
        if (text.isEmpty()) {
            return new Reading.Value(null);
        }
        @Nullable Integer length = field.values().length();
        boolean tooLong = length != null && text.codePointCount(0, text.length()) > length;
        if (tooLong || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
            return problem(field, given, Reading.Fault.LENGTH);
        }
        return new Reading.Value(text);
    }

    /** Text as it is; a number in digits, as clients send postal codes and telephone numbers. */
    private static Optional<String> text(Object given) {
        return given instanceof String text ? Optional.of(text) : number(given).map(BigDecimal::toPlainString);
    }

    private static Optional<BigDecimal> number(Object given) {
        if (!(given instanceof Number) && !(given instanceof String)) {
            return Optional.empty();
        }
        String digits = given.toString().strip();
        if (digits.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(digits);
            return Math.abs((long) number.precision() - number.scale()) > LONGEST_NUMBER
                    ? Optional.empty()
                    : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> finite(Object given) {
        return number(given)
                .map(BigDecimal::doubleValue)
                .filter(Double::isFinite)
                .map(number -> BigDecimal.valueOf(number).stripTrailingZeros());
    }

    private static Optional<Boolean> truth(Object given) {
        if (given instanceof Boolean truth) {
            return Optional.of(truth);
        }
        return text(given)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf);
    }

    private static Reading stored(Field field, Object given, Optional<?> value) {
        return value.isPresent() ? new Reading.Value(value.get()) : wrongType(field, given);
    }

    private static Reading wrongType(Field field, Object given) {
        return problem(field, given, Reading.Fault.TYPE);
    }

    private static Reading problem(Field field, @Nullable Object given, Reading.Fault fault) {
        return new Reading.Problem(field, given, fault);
    }
}
