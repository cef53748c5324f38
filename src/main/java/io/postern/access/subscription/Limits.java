package io.postern.access.subscription;

/**
 * How much the services of a subscription may call together, or how much one service may call. 0 switches a limit off.
 *
 * @param dailyCalls calls a day of the subscription's time zone
 * @param callsPer20Seconds calls in any 20 seconds
 * @param concurrentCalls calls at the same time
 */
public record Limits(int dailyCalls, int callsPer20Seconds, int concurrentCalls) {
    /**
     * What a subscription has unless it is told otherwise; Adobe's page "REST API", section on limits.
     *
     * @see <a href="https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/rest-api">REST API</a>
     */
    public static final Limits DEFAULT = new Limits(50_000, 100, 10);

    /** Nothing is limited; what a service has of its own unless it is told otherwise. */
    public static final Limits NONE = new Limits(0, 0, 0);

    public Limits {
        if (dailyCalls < 0 || callsPer20Seconds < 0 || concurrentCalls < 0) {
            throw new IllegalArgumentException("a limit is 0 or more");
        }
    }

    /** Whether these let nothing in that others would not. */
    public boolean isWithin(Limits others) {
        return isWithin(dailyCalls, others.dailyCalls)
                && isWithin(callsPer20Seconds, others.callsPer20Seconds)
                && isWithin(concurrentCalls, others.concurrentCalls);
    }

    private static boolean isWithin(int limit, int other) {
        return other == 0 || limit > 0 && limit <= other;
    }
}
