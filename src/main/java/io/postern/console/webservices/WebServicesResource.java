package io.postern.console.webservices;

import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscription;
import io.postern.console.Page;
import io.postern.console.Section;
import io.postern.console.Visit;
import io.postern.foundation.store.Nodes;
import io.postern.gate.limits.Usage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Map;

/** The page Web Services. */
@Path("/webservices")
@RunOnVirtualThread
public final class WebServicesResource {
    private static final int DAYS = 7;

    private final Visit visit;
    private final Usage usage;
    private final Nodes nodes;

    WebServicesResource(Visit visit, Usage usage, Nodes nodes) {
        this.visit = visit;
        this.usage = usage;
        this.nodes = nodes;
    }

    @CheckedTemplate(basePath = "webservices", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance webServices(
                Page page, String origin, Subscription subscription, CallInformation calls);
    }

    @GET
    @Requires(anyOf = Permission.ACCESS_SOAP_API)
    public Response show() {
        Subscription subscription = visit.person().subscription();
        Settings settings = subscription.settings();
        LocalDate today = LocalDate.ofInstant(visit.now(), settings.timeZone());
        Map<LocalDate, Long> totals = usage.totals(subscription.id(), today.minusDays(DAYS - 1), today);
        return visit.html(Templates.webServices(
                visit.page(Section.WEB_SERVICES),
                visit.origin(),
                subscription,
                CallInformation.of(settings, totals, nodes.count(), today, visit.formats())));
    }
}
