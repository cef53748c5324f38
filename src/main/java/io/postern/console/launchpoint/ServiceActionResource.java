package io.postern.console.launchpoint;

import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.CustomServices;
import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.token.TokenRevocation;
import io.postern.console.Dialogs;
import io.postern.console.Visit;
import io.postern.foundation.store.Store;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Service Actions that ask once and then are done: Disable, Enable, Revoke Tokens. */
@Path("/launchpoint/{id}")
@RunOnVirtualThread
public final class ServiceActionResource {
    private final Visit visit;
    private final Dialogs dialogs;
    private final Confirmations confirmations;
    private final Store store;
    private final CustomServices services;
    private final TokenRevocation tokens;

    ServiceActionResource(
            Visit visit,
            Dialogs dialogs,
            Confirmations confirmations,
            Store store,
            CustomServices services,
            TokenRevocation tokens) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.confirmations = confirmations;
        this.store = store;
        this.services = services;
        this.tokens = tokens;
    }

    @GET
    @Path("disable")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response askToDisable(@PathParam("id") long id) {
        return visit.html(confirmations.disable(id));
    }

    @POST
    @Path("disable")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response disable(@PathParam("id") long id) {
        String name = name(id);
        return dialogs.change(say().disable(), change -> {
            services.disable(change, id);
            return say().disabled(name);
        });
    }

    @GET
    @Path("enable")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response askToEnable(@PathParam("id") long id) {
        return visit.html(confirmations.enable(id));
    }

    @POST
    @Path("enable")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response enable(@PathParam("id") long id) {
        String name = name(id);
        return dialogs.change(say().enable(), change -> {
            services.enable(change, id);
            return say().enabled(name);
        });
    }

    @GET
    @Path("revoke")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response askToRevoke(@PathParam("id") long id) {
        return visit.html(confirmations.revoke(id));
    }

    @POST
    @Path("revoke")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response revoke(@PathParam("id") long id) {
        String name = name(id);
        return dialogs.change(
                say().revokeTokens(),
                change -> tokens.ofService(change, id) == 0 ? say().nothingRevoked(name) : say().revoked(name));
    }

    private String name(long id) {
        return store.with(handle -> CustomServiceStore.byId(handle, visit.subscriptionId(), id))
                .orElseThrow(NotFoundException::new)
                .displayName();
    }

    private LaunchPointMessages say() {
        return visit.messages(LaunchPointMessages.class);
    }
}
