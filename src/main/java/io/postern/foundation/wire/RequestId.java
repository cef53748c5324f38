package io.postern.foundation.wire;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes request ids: {@code <hex>#<hex>}, a running number below 100,000 and the server's clock in milliseconds since 1970,
 * both in lower case without padding. Thread safe.
 */
public final class RequestId {
    private static final int NUMBERS = 100_000;

    private final InstantSource clock;
    private final AtomicInteger next;

    /** @param first where the running number begins, 0 to 99,999 */
    public RequestId(InstantSource clock, int first) {
        this.clock = clock;
        this.next = new AtomicInteger(first);
    }

    /** A new id. */
    public String next() {
        int number = next.getAndUpdate(n -> (n + 1) % NUMBERS);
        return Integer.toHexString(number) + '#' + Long.toHexString(clock.millis());
    }
}
