package io.postern.access.subscription;

/**
 * Switches between what the documented server does and what is safer or easier to test.
 *
 * @param accessTokenInQuery whether a token in the query or in a form is accepted
 * @param secretsRevealable whether a client secret can be shown again after its creation
 * @param tokenLifetimeSeconds how long a new token lives, 1 to 86,400
 * @param timeLimitMillis how long a call may take, 1 to 300,000, so that a client can meet a time-out; 0 for the
 *     documented limit of each operation
 */
public record Compatibility(
        boolean accessTokenInQuery, boolean secretsRevealable, int tokenLifetimeSeconds, int timeLimitMillis) {
    /** The longest life of a token, in seconds. */
    public static final int LONGEST_TOKEN_LIFETIME = 86_400;

    /** What a subscription has unless it is told otherwise. */
    public static final Compatibility DEFAULT = new Compatibility(false, true, 3600, 0);

    /** The longest time that a call may be given, in milliseconds. */
    public static final int LONGEST_TIME_LIMIT = 300_000;

    public Compatibility {
        if (timeLimitMillis < 0 || timeLimitMillis > LONGEST_TIME_LIMIT) {
            throw new IllegalArgumentException(
                    "a call may take 1 to " + LONGEST_TIME_LIMIT + " ms, or 0 for no limit of its own");
        }
        if (tokenLifetimeSeconds < 1 || tokenLifetimeSeconds > LONGEST_TOKEN_LIFETIME) {
            throw new IllegalArgumentException("a token lives 1 to " + LONGEST_TOKEN_LIFETIME + " seconds");
        }
    }

    /** These switches, with a token in the query or in a form accepted or not. */
    public Compatibility withAccessTokenInQuery(boolean accepted) {
        return new Compatibility(accepted, secretsRevealable, tokenLifetimeSeconds, timeLimitMillis);
    }

    /** These switches, with secrets that can be shown again or not. */
    public Compatibility withSecretsRevealable(boolean revealable) {
        return new Compatibility(accessTokenInQuery, revealable, tokenLifetimeSeconds, timeLimitMillis);
    }

    /** These switches with another life of a token, in seconds. */
    public Compatibility withTokenLifetimeSeconds(int seconds) {
        return new Compatibility(accessTokenInQuery, secretsRevealable, seconds, timeLimitMillis);
    }

    /** These switches with another time that a call may take, in milliseconds; 0 for that of each operation. */
    public Compatibility withTimeLimitMillis(int millis) {
        return new Compatibility(accessTokenInQuery, secretsRevealable, tokenLifetimeSeconds, millis);
    }
}
