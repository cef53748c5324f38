package io.postern.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses client secrets. After some failures the next attempt must wait, twice as long each time.
 * Failures are counted of one client from one address, which must wait soonest, and of an address, whatever the client.
 * Calls from other addresses never wait. A client that lately got in from an address does not wait for the failures of
 * others there. An attempt that comes too early is neither evaluated nor counted. After an hour without a failure all
 * is forgotten.
 *
 * <p>IPv6 addresses are counted by their first 64 bits, which one customer has. Everything is in the memory of this
 * node, and bounded: when there is no room, what was not asked for lately is forgotten. Thread safe; it never touches
 * the database.
 */
@Singleton
public final class GuessSlowdown {
    private static final Duration FORGIVEN = Duration.ofHours(1);

    /** As long as a token can live: a client that renews it was here within that time. */
    private static final Duration KNOWN = Duration.ofDays(1);

    private static final int MOST_PAIRS = 100_000;
    private static final int MOST_ADDRESSES = 20_000;
    private static final int NETWORK_BYTES = 8;

    private final InstantSource clock;
    private final Cache<Pair, Standing> pairs;
    private final Cache<String, Failures> addresses;

    public GuessSlowdown(InstantSource clock) {
        this.clock = clock;
        this.pairs = cache(clock, KNOWN, MOST_PAIRS);
        this.addresses = cache(clock, FORGIVEN, MOST_ADDRESSES);
    }

    private static <K, V> Cache<K, V> cache(InstantSource clock, Duration life, int size) {
        return Caffeine.newBuilder()
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .expireAfterAccess(life)
                .maximumSize(size)
                // its upkeep is short, and costs less where it falls due than handed to another thread
                .executor(Runnable::run)
                .build();
    }

    /** A client at an address. */
    private record Pair(UUID client, String network) {}

    /**
     * How long an attempt must wait.
     *
     * @param client null when the call names none that could exist
     * @return whole seconds, rounded up; 0 when it may be made now
     */
    public long secondsToWait(@Nullable UUID client, String address) {
        long now = clock.millis();
        String network = network(address);
        @Nullable Standing standing = client == null ? null : pairs.getIfPresent(new Pair(client, network));
        long wait = standing == null ? 0 : standing.failures.waitAt(now);
        if (wait == 0 && (standing == null || !standing.isKnown(now))) {
            @Nullable Failures ofAddress = addresses.getIfPresent(network);
            wait = ofAddress == null ? 0 : ofAddress.waitAt(now);
        }
        return seconds(wait);
    }

    /**
     * Notes that an attempt has failed.
     *
     * @param client null when there is no such client
     * @return as {@link #secondsToWait} when others have failed in the meantime, so that this attempt came too early:
     *     then it does not count
     */
    public long failed(@Nullable UUID client, String address) {
        long now = clock.millis();
        String network = network(address);
        boolean known = false;
        if (client != null) {
            Standing standing = pairs.get(new Pair(client, network), absent -> new Standing());
            long wait = standing.failures.failAt(now);
            if (wait > 0) {
                return seconds(wait);
            }
            known = standing.isKnown(now);
        }
        long wait = addresses
                .get(network, absent -> new Failures(Failures.FREE_OF_ADDRESS, Failures.LONGEST_OF_ADDRESS))
                .failAt(now);
        return known ? 0 : seconds(wait);
    }

    /**
     * Notes that a client has shown its secret, which makes its failures at this address good.
     *
     * @return as {@link #secondsToWait} when others have failed in the meantime, so that this attempt came too early:
     *     then nothing is made good, and its outcome must not be told
     */
    public long succeeded(UUID client, String address) {
        long now = clock.millis();
        Standing standing = pairs.get(new Pair(client, network(address)), absent -> new Standing());
        long wait = standing.failures.clearAt(now);
        if (wait == 0) {
            standing.knownAt = now;
        }
        return seconds(wait);
    }

    private static long seconds(long millis) {
        return Math.ceilDiv(millis, 1000L);
    }

    /** What counts as one address. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int zone = address.indexOf('%');
        InetAddress parsed = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
        return parsed instanceof Inet6Address
                ? Long.toHexString(
                        ByteBuffer.wrap(parsed.getAddress(), 0, NETWORK_BYTES).getLong())
                : parsed.getHostAddress();
    }

    /** How a client stands at an address. */
    private static final class Standing {
        private final Failures failures = new Failures(Failures.FREE_OF_PAIR, Failures.LONGEST_OF_PAIR);
        private volatile long knownAt = Long.MIN_VALUE;

        boolean isKnown(long now) {
            return knownAt > now - KNOWN.toMillis();
        }
    }

    /** Failures in a row, in milliseconds of the clock. What it has of time is never longer than the longest wait. */
    private static final class Failures {
        static final int FREE_OF_PAIR = 10;
        static final int FREE_OF_ADDRESS = 100;
        static final Duration LONGEST_OF_PAIR = Duration.ofMinutes(1);
        static final Duration LONGEST_OF_ADDRESS = Duration.ofSeconds(10);
        private static final int MOST_DOUBLINGS = 10;

        private final int free;
        private final long longest;
        private volatile int count;
        private volatile long lastAt;
        private volatile long wait;

        Failures(int free, Duration longest) {
            this.free = free;
            this.longest = longest.toMillis();
        }

        /** What is left of the wait; nothing when the clock was set back. */
        long waitAt(long now) {
            long passed = now - lastAt;
            return passed < 0 ? 0 : Math.max(0, wait - passed);
        }

        /** Counts one more, unless there is a wait. */
        synchronized long failAt(long now) {
            long left = waitAt(now);
            if (left > 0) {
                return left;
            }
            int failures = now - lastAt >= FORGIVEN.toMillis() ? 1 : count + 1;
            int doublings = Math.min(failures - free - 1, MOST_DOUBLINGS);
            count = failures;
            lastAt = now;
            wait = doublings < 0 ? 0 : Math.min(1000L << doublings, longest);
            return 0;
        }

        /** Forgets all, unless there is a wait. */
        long clearAt(long now) {
            return count == 0 ? 0 : clear(now);
        }

        private synchronized long clear(long now) {
            long left = waitAt(now);
            if (left == 0) {
                count = 0;
                wait = 0;
            }
            return left;
        }
    }
}
