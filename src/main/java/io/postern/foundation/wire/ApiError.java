package io.postern.foundation.wire;

/**
 * One error of an answer, as the member {@code errors} or {@code reasons} carries it.
 *
 * @param code the number in quotes; clients compare it as text
 * @param message for people; clients must not rely on it, but some do
 */
public record ApiError(String code, String message) {

    /** An error with its default text, the values filled in. */
    public static ApiError of(ErrorCode code, Object... values) {
        return new ApiError(Integer.toString(code.number()), code.text(values));
    }

    /** An error with a documented text of its own. */
    public static ApiError withText(ErrorCode code, String text) {
        return new ApiError(Integer.toString(code.number()), text);
    }
}
