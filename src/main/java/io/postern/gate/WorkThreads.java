package io.postern.gate;

import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does for a call what may wait, or grows with what was sent, on a thread of its own; and goes on with the call on its event loop. */
@Singleton
final class WorkThreads {
    private final Vertx vertx;
    private final ExecutorService virtualThreads;

    WorkThreads(Vertx vertx, @VirtualThreads ExecutorService virtualThreads) {
        this.vertx = vertx;
        this.virtualThreads = virtualThreads;
    }

    /**
     * To be called on the event loop of the call.
     *
     * @param work must not throw
     * @param then runs on the event loop
     */
    <T> void run(Supplier<T> work, Consumer<T> then) {
        Context eventLoop = vertx.getOrCreateContext();
        virtualThreads.execute(() -> {
            T outcome = work.get();
            eventLoop.runOnContext(done -> then.accept(outcome));
        });
    }
}
