package io.postern.api.leads;

import io.postern.access.operation.TimeLimit;
import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.data.leads.LeadPage;
import io.postern.data.leads.Leads;
import io.postern.data.leads.Reach;
import io.postern.foundation.wire.Envelope;
import io.postern.gate.CurrentCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leads over HTTP. Adobe's page "Leads" of the lead database API. */
@Path("/rest/v1")
@Produces("application/json;charset=UTF-8")
@RunOnVirtualThread
public class LeadResource {
    private final Leads leads;
    private final CurrentCall call;

    public LeadResource(Leads leads, CurrentCall call) {
        this.leads = leads;
        this.call = call;
    }

    /** Get Lead by Id. */
    @GET
    @Path("/lead/{leadId}.json")
    @Requires(anyOf = Permission.READ_ONLY_PERSON)
    public Envelope<Map<String, @Nullable Object>> getLeadById(@PathParam("leadId") String leadId) {
        List<String> fields = call.parameters().list("fields");
        return Envelope.of(call.requestId(), leads.byId(reach(), leadId, fields));
    }

    /** Get Leads by Filter Type. */
    @GET
    @Path("/leads.json")
    @Requires(anyOf = Permission.READ_ONLY_PERSON)
    @TimeLimit(seconds = 60)
    public Envelope<Map<String, @Nullable Object>> getLeadsByFilter() {
        LeadPage page = leads.query(reach(), call.parameters());
        return Envelope.page(call.requestId(), page.leads(), page.nextPageToken());
    }

    /** Describe Lead. */
    @GET
    @Path("/leads/describe.json")
    @Requires(anyOf = Permission.READ_ONLY_PERSON)
    public Envelope<FieldDescription> describeLead() {
        return Envelope.of(
                call.requestId(),
                leads.fields().stream().map(FieldDescription::of).toList());
    }

    /** Sync Leads. */
    @POST
    @Path("/leads.json")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(anyOf = Permission.READ_WRITE_PERSON)
    @TimeLimit(seconds = 90)
    public Envelope<RecordResult> syncLeads(@Nullable SyncLeadsRequest body) {
        return Envelope.of(call.requestId(), RecordResult.of(leads.sync(reach(), SyncLeadsRequest.toSync(body))));
    }

    /** Delete Leads. */
    @POST
    @Path("/leads/delete.json")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(anyOf = Permission.READ_WRITE_PERSON)
    public Envelope<RecordResult> deleteLeads(@Nullable DeleteLeadsRequest body) {
        return delete(body);
    }

    /** Delete Leads, as some clients send it. */
    @DELETE
    @Path("/leads.json")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(anyOf = Permission.READ_WRITE_PERSON)
    public Envelope<RecordResult> deleteLeadsByVerb(@Nullable DeleteLeadsRequest body) {
        return delete(body);
    }

    private Envelope<RecordResult> delete(@Nullable DeleteLeadsRequest body) {
        return Envelope.of(
                call.requestId(),
                RecordResult.of(leads.delete(reach(), DeleteLeadsRequest.records(body, call.parameters()))));
    }

    private Reach reach() {
        return Reach.of(call.directory(), call.partitions());
    }
}
