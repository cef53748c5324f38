package io.postern.server.startup;

import io.postern.foundation.store.Deadline;
import io.postern.foundation.store.DeadlinePassed;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.work.RegularWork;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does the regular work of this node: all that rooms declare as {@link RegularWork}, each with a thread of its own, so that what
 * waits for the database does not hold up the rest.
 */
@Singleton
final class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    /** How long runs that are on their way may go on when the node stops, and how long all that is done at the end may take. */
    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    private final List<RegularWork> works;
    private final ScheduledExecutorService executor;

    Heartbeat(@All List<RegularWork> works) {
        this.works = List.copyOf(works);
        this.executor = Executors.newScheduledThreadPool(
                works.size(), Thread.ofPlatform().daemon().name("heartbeat-", 0).factory());
    }

    /** Begins, after what is to be done before the node is ready. */
    void start() {
        works.stream()
                .filter(work -> work.start() == RegularWork.Start.BEFORE_READY)
                .forEach(work -> work.work().run());
        for (RegularWork work : works) {
            long period = work.period().toMillis();
            executor.scheduleWithFixedDelay(() -> run(work), period, period, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends, after what is to be done at the end. */
    void stop() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("The regular work did not end within %d s", LONGEST_END.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            Deadline.in(LONGEST_END).run(this::end);
        } catch (StoreUnavailable | DeadlinePassed e) {
            LOG.warnf("What was counted last could not be written: %s", e.getMessage());
        }
    }

    /** When the database is away, nothing more is tried: each try might wait for a connection. */
    private void end() {
        for (RegularWork work : works) {
            if (work.end() instanceof RegularWork.End.OnceMore) {
                last(work.name(), work.work());
            }
        }
        for (RegularWork work : works) {
            if (work.end() instanceof RegularWork.End.Farewell(Runnable farewell)) {
                last(work.name(), farewell);
            }
        }
    }

    /** A fault keeps nothing else from being done. */
    private static void last(String name, Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable | DeadlinePassed e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "The regular work %s failed at the end", name);
        }
    }

    private static void run(RegularWork work) {
        try {
            Deadline.in(work.longest()).run(work.work());
        } catch (StoreUnavailable | DeadlinePassed e) {
            LOG.debugf("The regular work %s waits for the database: %s", work.name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "The regular work %s failed", work.name());
        }
    }
}
