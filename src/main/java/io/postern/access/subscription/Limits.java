package io.postern.access.subscription;

/**
 * How much the services of a subscription may call, together. 0 switches a limit off.
 *
 * @param dailyCalls calls a day of the subscription's time zone
 * @param callsPer20Seconds calls in any 20 seconds
 * @param concurrentCalls calls at the same time
 */
public record Limits(int dailyCalls, int callsPer20Seconds, int concurrentCalls) {
    /** What a subscription has unless it is told otherwise; Adobe's page "REST API", section on limits. */
    public static final Limits DEFAULT = new Limits(50_000, 100, 10);

    public Limits {
        if (dailyCalls < 0 || callsPer20Seconds < 0 || concurrentCalls < 0) {
            throw new IllegalArgumentException("a limit is 0 or more");
        }
    }
}
