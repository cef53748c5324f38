package io.postern.insight.calls;

import java.time.Duration;
import java.util.Optional;

/** How many calls fell into each class of {@link OperationTimes#SPANS}. Not thread safe. */
public final class DurationHistogram {
    private final long[] calls = new long[OperationTimes.SPANS.size() + 1];

    /** @param durationClass as {@link OperationTimes.Timed#durationClass} */
    public void add(int durationClass, long more) {
        calls[durationClass] += more;
    }

    /** How many calls there are. */
    public long calls() {
        long sum = 0;
        for (long ofClass : calls) {
            sum += ofClass;
        }
        return sum;
    }

    /**
     * The shortest of {@link OperationTimes#SPANS} within which at least so many calls of a hundred ended: a percentile
     * by nearest rank, as the upper end of its class. Empty when it is longer than all spans.
     *
     * @param percent from 1 to 100
     * @throws IllegalStateException when there are no calls
     */
    public Optional<Duration> percentile(int percent) {
        long all = calls();
        if (all == 0) {
            throw new IllegalStateException("no call has no percentile");
        }
        long rank = Math.ceilDiv(all * percent, 100);
        long within = 0;
        for (int index = 0; index < OperationTimes.SPANS.size(); index++) {
            within += calls[index];
            if (within >= rank) {
                return Optional.of(OperationTimes.SPANS.get(index));
            }
        }
        return Optional.empty();
    }
}
