package io.postern.bench;

import java.time.Duration;

/**
 * What one run of a load generator has seen.
 *
 * @param perSecond calls a second
 * @param median the 50th percentile of the times of answer
 * @param slow the 99th percentile
 * @param calls all of them
 * @param errors answers that were none, or not the expected one
 */
record Load(double perSecond, Duration median, Duration slow, long calls, long errors) {
    Load withErrors(long more) {
        return new Load(perSecond, median, slow, calls, errors + more);
    }
}
