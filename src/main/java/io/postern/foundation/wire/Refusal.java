package io.postern.foundation.wire;

/**
 * A call that is answered with one error instead of a result. Raised where the error is found, turned into an answer in one
 * place. It carries no stack trace: it tells of the caller's mistake, not of ours.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private Refusal(ErrorCode code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    /** A refusal with the code's default text, the values filled in. */
    public static Refusal with(ErrorCode code, Object... values) {
        return new Refusal(code, code.text(values));
    }

    /** A refusal with a text of its own, which names what was wrong and what would be right. */
    public static Refusal withText(ErrorCode code, String text) {
        return new Refusal(code, text);
    }

    /** What it is answered with. */
    public Answer.Refused answer() {
        return new Answer.Refused(code, text());
    }

    public ErrorCode code() {
        return code;
    }

    /** The text for the caller. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
