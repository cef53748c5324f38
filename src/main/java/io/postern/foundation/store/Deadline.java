package io.postern.foundation.store;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The moment until which a piece of work may use the database. A statement that runs beyond it is cancelled, and nothing is
 * committed after it; {@link Store} then throws {@link DeadlinePassed}. It applies to the thread that works under it. Thread
 * safe.
 */
public final class Deadline {
    private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** A deadline some time from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Does something under this deadline. */
    public <T> T during(Supplier<T> work) {
        @Nullable Deadline before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }

    /** As {@link #during}, without a result. */
    public void run(Runnable work) {
        during(() -> {
            work.run();
            return true;
        });
    }

    /** Puts the present thread under this deadline, until {@link #leave}. */
    public void enter() {
        CURRENT.set(this);
    }

    /** Frees the present thread from its deadline. */
    public static void leave() {
        CURRENT.remove();
    }

    /** The deadline of the present thread; null when it has none. */
    static @Nullable Deadline current() {
        return CURRENT.get();
    }

    boolean hasPassed() {
        return passedBy() >= 0;
    }

    /** Nanoseconds since it has passed; below 0 while it has not. */
    long passedBy() {
        return System.nanoTime() - atNanos;
    }
}
