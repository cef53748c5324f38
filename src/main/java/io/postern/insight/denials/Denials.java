package io.postern.insight.denials;

import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directory;
import io.postern.access.operation.Operations;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.subscription.SubscriptionTimes;
import io.postern.foundation.store.Store;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Which calls were refused lately, and why. Noting one touches memory only; {@link #merge} adds what was noted to the
 * database. If the connection breaks meanwhile, some calls may be counted twice. Thread safe.
 */
@Singleton
public final class Denials {
    private static final Logger LOG = Logger.getLogger(Denials.class);

    /** How long a denial is remembered. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    /**
     * The most kinds of a service. Further ones are counted together, whatever their operations and addresses, so that
     * memory is bounded.
     */
    static final int MOST_OF_A_SERVICE = 100;

    private static final int MOST_IN_MEMORY = 10_000;

    /** After so many merges without a refusal a kind that is written is forgotten. */
    private static final int IDLE_MERGES = 600;

    private final Store store;
    private final Operations operations;
    private final SubscriptionClock clock;
    private final Map<Kind, Count> counts = new ConcurrentHashMap<>();
    private final Map<Long, Integer> kindsOfServices = new ConcurrentHashMap<>();

    public Denials(Store store, Operations operations, SubscriptionClock clock) {
        this.store = store;
        this.operations = operations;
        this.clock = clock;
    }

    /** What denials have in common that are counted together. */
    record Kind(
            int subscriptionId,
            LocalDate day,
            long serviceId,
            String operation,
            String address,
            String code,
            DenialCause cause) {

        Kind together() {
            return new Kind(subscriptionId, day, serviceId, "", "", code, cause);
        }
    }

    /** What is new of a kind. */
    record Noted(Kind kind, Directory directory, long calls, Instant firstAt, Instant lastAt, String requestId) {}

    private record Unwritten(Count count, Noted noted) {}

    /** What is new of a kind, with what was looked up of its cause. */
    record Explained(Noted noted, Explanation why) {}

    private static final class Count {
        private @Nullable Noted unwritten;
        private int idleMerges;

        /** Used by merges only. */
        private @Nullable Explanation why;

        private long whyAtVersion;

        synchronized void add(Kind kind, DeniedCall denied, Instant at) {
            idleMerges = 0;
            @Nullable Noted before = unwritten;
            unwritten = new Noted(
                    kind,
                    denied.directory(),
                    before == null ? 1 : before.calls() + 1,
                    before == null ? at : before.firstAt(),
                    at,
                    denied.requestId());
        }

        synchronized @Nullable Noted unwritten() {
            return unwritten;
        }

        /** What came in while it was being written stays. */
        synchronized void written(Noted noted) {
            Noted now = Objects.requireNonNull(unwritten, "only a merge takes away");
            long more = now.calls() - noted.calls();
            unwritten = more == 0
                    ? null
                    : new Noted(now.kind(), now.directory(), more, noted.lastAt(), now.lastAt(), now.requestId());
        }

        synchronized void merged() {
            idleMerges++;
        }

        synchronized boolean isIdle() {
            return unwritten == null && idleMerges > IDLE_MERGES;
        }

        /** What was looked up under the same version of the access model still stands. */
        Explanation why(Noted noted, Explanations explanations) {
            @Nullable Explanation known = why;
            if (known == null || whyAtVersion != noted.directory().version()) {
                known = explanations.of(noted);
                why = known;
                whyAtVersion = noted.directory().version();
            }
            return known;
        }
    }

    /** Notes a refusal of this moment. */
    public void note(DeniedCall denied) {
        Directory directory = denied.directory();
        Instant at = clock.now(directory.subscriptionId());
        Kind kind = new Kind(
                directory.subscriptionId(),
                directory.day(at),
                denied.serviceId(),
                denied.operation(),
                denied.address(),
                denied.code(),
                denied.cause());
        boolean single = counts.containsKey(kind)
                || counts.size() < MOST_IN_MEMORY
                        && kindsOfServices.getOrDefault(kind.serviceId(), 0) < MOST_OF_A_SERVICE;
        add(single ? kind : kind.together(), denied, at);
    }

    /** While the map holds the kind, so that what is added is never added to what was just forgotten. */
    private void add(Kind kind, DeniedCall denied, Instant at) {
        counts.compute(kind, (same, known) -> {
            if (known == null) {
                kindsOfServices.merge(same.serviceId(), 1, Integer::sum);
            }
            Count count = known == null ? new Count() : known;
            count.add(same, denied, at);
            return count;
        });
    }

    @Produces
    @Singleton
    RegularWork merging() {
        return RegularWork.everySecond("denials.merge", this::merge);
    }

    @Produces
    @Singleton
    RegularWork forgetting() {
        return RegularWork.nowAndThen("denials.forgetOld", this::forgetOld);
    }

    /** Writes what is new. What cannot be written is kept for the next time. */
    public synchronized void merge() {
        forgetIdle();
        Map<Integer, List<Unwritten>> bySubscription = new HashMap<>();
        counts.values().forEach(count -> {
            @Nullable Noted noted = count.unwritten();
            if (noted != null) {
                bySubscription
                        .computeIfAbsent(noted.kind().subscriptionId(), id -> new ArrayList<>())
                        .add(new Unwritten(count, noted));
            }
        });
        bySubscription.forEach(this::write);
    }

    /** What cannot be written of one subscription keeps nobody else's from being written. */
    private void write(int subscriptionId, List<Unwritten> unwritten) {
        try {
            store.useTransaction(handle -> {
                Explanations explanations = new Explanations(handle, subscriptionId);
                DenialStore.add(
                        handle,
                        subscriptionId,
                        unwritten.stream()
                                .map(each ->
                                        new Explained(each.noted(), each.count().why(each.noted(), explanations)))
                                .toList());
            });
            unwritten.forEach(each -> each.count().written(each.noted()));
        } catch (JdbiException e) {
            LOG.errorf(e, "The denials of subscription %d could not be written yet", subscriptionId);
        }
    }

    private void forgetIdle() {
        counts.keySet()
                .forEach(kind -> counts.computeIfPresent(kind, (same, count) -> {
                    count.merged();
                    if (!count.isIdle()) {
                        return count;
                    }
                    kindsOfServices.computeIfPresent(same.serviceId(), (id, kinds) -> kinds > 1 ? kinds - 1 : null);
                    return null;
                }));
    }

    /** Forgets what is long ago, and of each subscription and service what is too much. */
    public void forgetOld() {
        store.useTransaction(handle -> DenialStore.deleteOld(
                handle, SubscriptionTimes.now(handle, clock).minus(REMEMBERED)));
    }

    /** The denials that match, after {@link #merge}: the list has what this node has refused up to now. */
    public List<Denial> list(DenialFilter filter, int offset, int limit) {
        merge();
        return store.with(handle -> DenialStore.page(handle, filter, named(filter), offset, limit));
    }

    /** How many rows {@link #list} has in all. */
    public long count(DenialFilter filter) {
        merge();
        return store.with(handle -> DenialStore.count(handle, filter, named(filter)));
    }

    /** The same denials taken together by one of their properties, the most frequent first. */
    public List<DenialGroup> groups(DenialFilter filter, DenialGroup.By by) {
        merge();
        return store.with(handle -> DenialStore.groups(handle, filter, named(filter), by));
    }

    /** The operations whose verb, path or id have the text of a filter in them. */
    private Set<String> named(DenialFilter filter) {
        return filter.text().isEmpty() ? Set.of() : operations.idsOf(filter.text());
    }
}
