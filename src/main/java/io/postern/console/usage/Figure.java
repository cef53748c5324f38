package io.postern.console.usage;

import java.util.Arrays;

/** The calls of one subject on each of some days. Not thread safe. */
final class Figure {
    private final Subject subject;
    private final long[] calls;

    Figure(Subject subject, int days) {
        this.subject = subject;
        this.calls = new long[days];
    }

    Subject subject() {
        return subject;
    }

    /** @param day from 0 */
    void add(int day, long more) {
        calls[day] += more;
    }

    /** @param day from 0 */
    long on(int day) {
        return calls[day];
    }

    long total() {
        return Arrays.stream(calls).sum();
    }
}
