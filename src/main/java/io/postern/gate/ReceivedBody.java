package io.postern.gate;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of a request that has come to its end, with what it takes of memory and disk. That is given back when the request ends,
 * unless somebody still works on the body: then by them. Thread safe.
 */
final class ReceivedBody {
    private enum State {
        FREE,
        HELD,
        GONE
    }

    private final Place place;
    private final Runnable giveBack;
    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);

    /** @param giveBack gives back what the body takes; may wait for the disk, and is called once */
    ReceivedBody(Place place, Runnable giveBack) {
        this.place = place;
        this.giveBack = giveBack;
    }

    /** Where the bytes are. */
    sealed interface Place {
        record InMemory(Buffer bytes) implements Place {}

        /**
         * In a file.
         *
         * @param folder of this call alone; more can be put there
         */
        record OnDisk(Path folder, Path file, long length) implements Place {}
    }

    /** That of a request without one. */
    static ReceivedBody none() {
        return new ReceivedBody(new Place.InMemory(Buffer.buffer()), () -> {});
    }

    Place place() {
        return place;
    }

    /** Whether there is nothing to read, not even from the disk. */
    boolean isNothing() {
        return place instanceof Place.InMemory(Buffer bytes) && bytes.length() == 0;
    }

    /** Keeps it until {@link #release}, also when the request ends meanwhile. */
    void hold() {
        state.compareAndSet(State.FREE, State.HELD);
    }

    /** Whoever held it is done. */
    void release() {
        if (state.getAndSet(State.GONE) != State.GONE) {
            giveBack.run();
        }
    }

    /** The request has ended: true when nobody holds the body, and it is to be given back now. */
    boolean isLeft() {
        return state.get() == State.FREE;
    }
}
