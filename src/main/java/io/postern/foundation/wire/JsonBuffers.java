package io.postern.foundation.wire;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;

/** The buffers in which JSON is read and written. */
public final class JsonBuffers {
    /** For all threads: Jackson's own is for each, and most calls have a virtual thread, which does not come again. */
    public static final RecyclerPool<BufferRecycler> POOL = JsonRecyclerPools.sharedConcurrentDequePool();

    private JsonBuffers() {}
}
