package io.postern.gate;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;

/** The body of a request that has come to its end. */
sealed interface ReceivedBody {
    /** There is none. */
    ReceivedBody NONE = new InMemory(Buffer.buffer());

    /** In bytes. */
    long length();

    /** It needs nothing that must be given back. */
    record InMemory(Buffer bytes) implements ReceivedBody {
        @Override
        public long length() {
            return bytes.length();
        }
    }

    /**
     * It lies in a file.
     *
     * @param folder of this call alone; more can be put there
     * @param discard removes the folder; to be called once nobody reads from it any more, on a thread that may wait
     */
    record OnDisk(Path folder, Path file, long length, Runnable discard) implements ReceivedBody {}

    /** Gives back what it needs. */
    default void release() {
        if (this instanceof OnDisk onDisk) {
            onDisk.discard().run();
        }
    }
}
