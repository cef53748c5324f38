package io.postern.server.accessfile;

import java.util.List;

/**
 * An access file that cannot be applied; nothing of it was. It carries no stack trace: it tells of what the file says, not of
 * a fault.
 */
public final class AccessFileInvalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    AccessFileInvalid(List<String> lines) {
        super(String.join(System.lineSeparator(), lines), null, false, false);
        this.lines = List.copyOf(lines);
    }

    /**
     * All mistakes, in the order of the file, each as {@code file:line: path: what is wrong and what would be right}. No
     * password and no client secret is among it.
     */
    public List<String> lines() {
        return lines;
    }
}
