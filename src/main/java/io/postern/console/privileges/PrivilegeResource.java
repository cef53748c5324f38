package io.postern.console.privileges;

import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.console.LookBack;
import io.postern.console.Page;
import io.postern.console.Section;
import io.postern.console.Table;
import io.postern.console.TableQuery;
import io.postern.console.Visit;
import io.postern.insight.advice.Grantee;
import io.postern.insight.advice.Grantee.Kind;
import io.postern.insight.advice.Privileges;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pages of Least Privilege: lists of roles, users and services, and a page of each. */
@Path("/privileges")
@RunOnVirtualThread
public final class PrivilegeResource {
    private final Visit visit;
    private final Privileges privileges;

    PrivilegeResource(Visit visit, Privileges privileges) {
        this.visit = visit;
        this.privileges = privileges;
    }

    @CheckedTemplate(basePath = "privileges", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance privileges(
                Page page,
                PrivilegeTab tab,
                Table table,
                List<GranteeRow> rows,
                LookBack lookBack,
                String recordedSince);

        static native TemplateInstance grantee(
                Page page,
                PrivilegeTab tab,
                Grantee grantee,
                Optional<Grantee.OfRole> role,
                Optional<Grantee.OfService> service,
                List<PermissionRow> rows,
                Proposal proposal,
                LookBack lookBack,
                boolean young,
                String recordedSince);
    }

    @GET
    @Path("roles")
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response roles(@BeanParam PrivilegeQuery asked) {
        return list(Kind.ROLE, asked);
    }

    @GET
    @Path("roles/{id}")
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response role(@PathParam("id") long id, @BeanParam PrivilegeQuery asked) {
        return show(Kind.ROLE, id, asked);
    }

    @GET
    @Path("users")
    @Requires(allOf = {Permission.ACCESS_ROLES, Permission.ACCESS_USERS})
    public Response users(@BeanParam PrivilegeQuery asked) {
        return list(Kind.USER, asked);
    }

    @GET
    @Path("users/{id}")
    @Requires(allOf = {Permission.ACCESS_ROLES, Permission.ACCESS_USERS})
    public Response user(@PathParam("id") long id, @BeanParam PrivilegeQuery asked) {
        return show(Kind.USER, id, asked);
    }

    @GET
    @Path("services")
    @Requires(allOf = {Permission.ACCESS_ROLES, Permission.ACCESS_EVENT_PARTNERS})
    public Response services(@BeanParam PrivilegeQuery asked) {
        return list(Kind.SERVICE, asked);
    }

    @GET
    @Path("services/{id}")
    @Requires(allOf = {Permission.ACCESS_ROLES, Permission.ACCESS_EVENT_PARTNERS})
    public Response service(@PathParam("id") long id, @BeanParam PrivilegeQuery asked) {
        return show(Kind.SERVICE, id, asked);
    }

    private Response list(Kind kind, PrivilegeQuery asked) {
        Instant since = since(asked);
        PrivilegeTab tab = PrivilegeTab.of(kind, visit.person());
        TableQuery query = asked.table(tab.path());
        List<GranteeRow> rows = privileges.list(visit.subscriptionId(), kind).stream()
                .filter(grantee -> matches(grantee, query.filter()))
                .map(grantee -> GranteeRow.of(grantee, since))
                .toList();
        TableQuery shown = query.within(rows.size());
        return visit.html(Templates.privileges(
                visit.page(Section.LEAST_PRIVILEGE),
                tab,
                new Table(shown, rows.size(), visit.formats()),
                shown.column(GranteeRow.Order.class).sort(rows, shown.descending()).stream()
                        .skip(shown.offset())
                        .limit(TableQuery.ROWS)
                        .toList(),
                asked.lookBack(),
                recordedAfter(since)));
    }

    private Response show(Kind kind, long id, PrivilegeQuery asked) {
        Instant since = since(asked);
        Grantee grantee = privileges.find(visit.subscriptionId(), kind, id).orElseThrow(NotFoundException::new);
        return visit.html(Templates.grantee(
                visit.page(Section.LEAST_PRIVILEGE),
                PrivilegeTab.of(kind, visit.person()),
                grantee,
                grantee instanceof Grantee.OfRole role ? Optional.of(role) : Optional.empty(),
                grantee instanceof Grantee.OfService service ? Optional.of(service) : Optional.empty(),
                PermissionRow.of(grantee, since, visit.formats()),
                Proposal.of(grantee, since),
                asked.lookBack(),
                grantee.since().isAfter(since),
                recordedAfter(since)));
    }

    /** To the minute, as calls are. */
    private Instant since(PrivilegeQuery asked) {
        return visit.now().minus(asked.lookBack().length()).truncatedTo(ChronoUnit.MINUTES);
    }

    /** The first day of which calls are recorded, where that is after an instant; else empty. */
    private String recordedAfter(Instant since) {
        ZoneId zone = visit.zone();
        return privileges
                .recordedOnlySince(
                        visit.subscriptionId(),
                        LocalDate.ofInstant(since, zone),
                        LocalDate.ofInstant(visit.now(), zone))
                .map(visit.formats()::day)
                .orElse("");
    }

    private static boolean matches(Grantee grantee, String filter) {
        String text =
                grantee instanceof Grantee.OfService service ? service.name() + " " + service.user() : grantee.name();
        return text.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }
}
