package io.postern.foundation.store;

/**
 * Something that the operator can set right keeps the server from starting: a port in use, a wrong address, a wrong key. The
 * message is one line that says what is wrong and what would be right; the process prints it and ends with exit code 1.
 */
public final class StartupFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartupFailure(String message) {
        super(message);
    }

    public StartupFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The line for the operator. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
