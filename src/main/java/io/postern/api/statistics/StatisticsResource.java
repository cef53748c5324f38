package io.postern.api.statistics;

import io.postern.access.Directory;
import io.postern.access.role.RequiresNone;
import io.postern.foundation.wire.Envelope;
import io.postern.gate.CurrentCall;
import io.postern.gate.usage.Usage;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** {@code /rest/v1/stats}: how much was called. Adobe's page "Usage". */
@Path("/rest/v1/stats")
@Produces("application/json;charset=UTF-8")
@NonBlocking
public final class StatisticsResource {
    private final Usage usage;
    private final CurrentCall call;
    private final ExecutorService virtualThreads;

    StatisticsResource(Usage usage, CurrentCall call, @VirtualThreads ExecutorService virtualThreads) {
        this.usage = usage;
        this.call = call;
        this.virtualThreads = virtualThreads;
    }

    /** The calls of the present day of the subscription, this one included; one element, also on a day without calls. */
    @GET
    @Path("/usage.json")
    @RequiresNone(because = "every integration may see how much of the shared quota is used")
    public CompletionStage<Envelope<Usage.Day>> getUsage() {
        Directory directory = call.directory();
        String requestId = call.requestId();
        Usage.@Nullable Day held = usage.heldToday(directory);
        return held != null
                ? CompletableFuture.completedFuture(Envelope.of(requestId, List.of(held)))
                : CompletableFuture.supplyAsync(
                        () -> Envelope.of(requestId, List.of(usage.today(directory))), virtualThreads);
    }
}
