package io.postern.console.service;

import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.console.Page;
import io.postern.console.Section;
import io.postern.console.Visit;
import io.postern.console.launchpoint.Credentials;
import io.postern.console.launchpoint.CredentialsDialog;
import io.postern.console.launchpoint.CurlExample;
import io.postern.console.launchpoint.Revealed;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * The page of one service: what it is, who may use it, and what it does. What is secret is not in it until it is asked
 * for.
 */
@Path("/launchpoint")
@RunOnVirtualThread
public final class ServicePageResource {
    private final Visit visit;
    private final CredentialsDialog credentials;
    private final FactsReader facts;
    private final ActivityReader activity;

    ServicePageResource(Visit visit, CredentialsDialog credentials, FactsReader facts, ActivityReader activity) {
        this.visit = visit;
        this.credentials = credentials;
        this.facts = facts;
        this.activity = activity;
    }

    @CheckedTemplate(basePath = "service", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance servicePage(
                Page page,
                Credentials service,
                ServiceFacts facts,
                ServiceActivity activity,
                String curl,
                Revealed secret,
                Revealed token,
                String tokenLife,
                Revealed settings,
                boolean copies);
    }

    @GET
    @Path("{id}")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response show(@PathParam("id") long id) {
        Credentials service = credentials.credentials(id);
        ServiceFacts read = facts.read(id);
        return visit.html(Templates.servicePage(
                visit.page(Section.LAUNCHPOINT),
                service,
                read,
                activity.read(id, read.limits()),
                CurlExample.of(visit.origin(), service.clientId()),
                Revealed.NOTHING,
                Revealed.NOTHING,
                "",
                Revealed.NOTHING,
                false));
    }
}
