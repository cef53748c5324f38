package io.postern.foundation.counts;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number that several nodes add to: what the database had when it was asked last, and what this node has counted since. Each
 * change is passed on to the sums that the number is part of. Thread safe.
 */
public final class Tally {
    private final AtomicLong[] sums;
    private long written;
    private long pending;

    Tally(AtomicLong... sums) {
        this.sums = sums;
    }

    public synchronized void count(long calls) {
        pending += calls;
        passOn(calls);
    }

    /** What the database does not have yet; below 0 when more was given back than counted since the last time. */
    synchronized long pending() {
        return pending;
    }

    synchronized long total() {
        return written + pending;
    }

    /** Takes what the database had before anything that is pending. */
    synchronized void learn(long inDatabase) {
        passOn(inDatabase - written);
        written = inDatabase;
    }

    /** Takes what the database has since some of what was pending was added to it. */
    synchronized void added(long calls, long inDatabase) {
        pending -= calls;
        passOn(inDatabase - written - calls);
        written = inDatabase;
    }

    private void passOn(long change) {
        for (AtomicLong sum : sums) {
            sum.addAndGet(change);
        }
    }
}
