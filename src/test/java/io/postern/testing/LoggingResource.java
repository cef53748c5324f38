package io.postern.testing;

import io.postern.access.permission.RequiresNone;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** Operations that write a line to the log, each on another kind of thread. */
@Path("/rest/v1/test/log")
public class LoggingResource {
    /** What each line says. */
    public static final String LINE = "worked on, on purpose";

    private static final Logger LOG = Logger.getLogger(LoggingResource.class);
    private static final String WHY = "it is there for tests alone";

    private final ExecutorService virtualThreads;

    LoggingResource(@VirtualThreads ExecutorService virtualThreads) {
        this.virtualThreads = virtualThreads;
    }

    @GET
    @Path("/worker.json")
    @RequiresNone(because = WHY)
    public String worker() {
        return logged();
    }

    @GET
    @Path("/virtual.json")
    @RequiresNone(because = WHY)
    @RunOnVirtualThread
    public String virtual() {
        return logged();
    }

    @GET
    @Path("/loop.json")
    @RequiresNone(because = WHY)
    @NonBlocking
    public String loop() {
        return logged();
    }

    /** Begins on the event loop and goes on elsewhere, as the token endpoint does. */
    @GET
    @Path("/later.json")
    @RequiresNone(because = WHY)
    @NonBlocking
    public CompletionStage<String> later() {
        return CompletableFuture.supplyAsync(LoggingResource::logged, virtualThreads);
    }

    private static String logged() {
        LOG.warn(LINE);
        return "{}";
    }
}
