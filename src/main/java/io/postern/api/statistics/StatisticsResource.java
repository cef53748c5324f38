package io.postern.api.statistics;

import io.postern.access.permission.RequiresNone;
import io.postern.foundation.wire.Envelope;
import io.postern.gate.CurrentCall;
import io.postern.gate.limits.Usage;
import io.postern.insight.calls.Errors;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;

/** {@code /rest/v1/stats}: how much was called. Adobe's page "Usage". */
@Path("/rest/v1/stats")
@Produces("application/json;charset=UTF-8")
public final class StatisticsResource {
    private static final String WHY =
            "every integration may see how much of the shared quota is used, and what went wrong";
    private static final int DAYS = 7;

    private final Usage usage;
    private final Errors errors;
    private final CurrentCall call;

    StatisticsResource(Usage usage, Errors errors, CurrentCall call) {
        this.usage = usage;
        this.errors = errors;
        this.call = call;
    }

    /** The calls of the present day of the subscription, this one included; one element, also on a day without calls. */
    @GET
    @Path("/usage.json")
    @RequiresNone(because = WHY)
    @NonBlocking
    public Envelope<Usage.Day> getUsage() {
        return Envelope.of(call.requestId(), List.of(usage.today(call.directory())));
    }

    /** The calls of the last seven days, the present one included: an element for each, oldest first. */
    @GET
    @Path("/usage/last7days.json")
    @RequiresNone(because = WHY)
    @RunOnVirtualThread
    public Envelope<Usage.Day> getUsageOfLast7Days() {
        return Envelope.of(call.requestId(), usage.lastSevenDays(call.directory()));
    }

    /** The errors of the present day by code; one element, also on a day without errors. */
    @GET
    @Path("/errors.json")
    @RequiresNone(because = WHY)
    @RunOnVirtualThread
    public Envelope<Errors.Day> getErrors() {
        return Envelope.of(call.requestId(), errors.lastDays(call.directory(), 1));
    }

    /** The errors of the last seven days, the present one included: an element for each, oldest first. */
    @GET
    @Path("/errors/last7days.json")
    @RequiresNone(because = WHY)
    @RunOnVirtualThread
    public Envelope<Errors.Day> getErrorsOfLast7Days() {
        return Envelope.of(call.requestId(), errors.lastDays(call.directory(), DAYS));
    }
}
