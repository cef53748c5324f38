package io.postern.gate;

import io.postern.foundation.store.Deadline;
import io.postern.foundation.store.DeadlinePassed;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.wire.ErrorCode;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks the database for what the gate does not hold, on a thread of its own, and goes on with the call on its event loop. */
@Singleton
final class LookUps {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final ExecutorService virtualThreads;

    LookUps(Vertx vertx, @VirtualThreads ExecutorService virtualThreads) {
        this.vertx = vertx;
        this.virtualThreads = virtualThreads;
    }

    /** What can become of a question. Exactly one of the three is called, on the event loop. */
    interface Asking<T> {
        void answered(T answer);

        /** The database was not there, or not in time. */
        void refused(ErrorCode code);

        void failed(Throwable failure);
    }

    /** To be called on the event loop of the call. */
    <T> void ask(Supplier<T> question, Asking<T> asking) {
        Context eventLoop = vertx.getOrCreateContext();
        virtualThreads.execute(() -> {
            Consumer<Asking<T>> outcome = outcome(question);
            eventLoop.runOnContext(done -> outcome.accept(asking));
        });
    }

    private static <T> Consumer<Asking<T>> outcome(Supplier<T> question) {
        try {
            T answer = Deadline.in(LONGEST).during(question);
            return asking -> asking.answered(answer);
        } catch (DeadlinePassed e) {
            return asking -> asking.refused(ErrorCode.REQUEST_TIMED_OUT);
        } catch (StoreUnavailable e) {
            return asking -> asking.refused(ErrorCode.TEMPORARILY_UNAVAILABLE);
        } catch (RuntimeException | Error e) {
            return asking -> asking.failed(e);
        }
    }
}
