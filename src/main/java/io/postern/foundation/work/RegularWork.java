package io.postern.foundation.work;

import java.time.Duration;

/**
 * Something that a node does again and again while it is up. Each work has a thread of its own, so none waits for another, and
 * none runs twice at a time. One that fails is tried again after its period.
 *
 * @param name for the log: room and method, as {@code usage.merge}
 * @param period from the end of one run to the beginning of the next
 * @param longest how long a run may use the database
 * @param start when it is done first
 * @param end what is done of it when the node stops
 */
public record RegularWork(String name, Duration period, Duration longest, Runnable work, Start start, End end) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(10);

    /** After that, a database that does not answer at all is asked anew, by another connection. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);

    private static final Duration LONGEST_CLEANING = Duration.ofMinutes(1);

    public RegularWork {
        if (period.toMillis() < 1 || longest.toMillis() < 1) {
            throw new IllegalArgumentException(name + " needs a period and a longest run of at least a millisecond");
        }
    }

    /** When a work is done first. */
    public enum Start {
        /** Before the node is ready; the node does not start when it fails. */
        BEFORE_READY,
        /** One period after the node has started. */
        AFTER_A_PERIOD
    }

    /** What is done of a work when the node stops. */
    public sealed interface End {
        /** Nothing. */
        record Nothing() implements End {}

        /** The work itself is done a last time. */
        record OnceMore() implements End {}

        /** Something else is done, after every {@link OnceMore} of the node. */
        record Farewell(Runnable work) implements End {}
    }

    /** Work that looks at the database for a moment, in any period. */
    public static RegularWork every(Duration period, String name, Runnable work) {
        return new RegularWork(name, period, LONGEST_LOOK, work, Start.AFTER_A_PERIOD, new End.Nothing());
    }

    /** Work that writes what was counted or noted in memory, every second and a last time at the end. */
    public static RegularWork everySecond(String name, Runnable work) {
        return every(SECOND, name, work).onceMoreAtTheEnd();
    }

    /** Work that cleans up, every ten minutes. It may take a minute. */
    public static RegularWork nowAndThen(String name, Runnable work) {
        return new RegularWork(name, NOW_AND_THEN, LONGEST_CLEANING, work, Start.AFTER_A_PERIOD, new End.Nothing());
    }

    /** The same, done first before the node is ready. */
    public RegularWork beforeReady() {
        return new RegularWork(name, period, longest, work, Start.BEFORE_READY, end);
    }

    /** The same, done a last time when the node stops. */
    public RegularWork onceMoreAtTheEnd() {
        return new RegularWork(name, period, longest, work, start, new End.OnceMore());
    }

    /** The same, with something else to do when the node stops, after all that is done once more. */
    public RegularWork farewell(Runnable last) {
        return new RegularWork(name, period, longest, work, start, new End.Farewell(last));
    }
}
