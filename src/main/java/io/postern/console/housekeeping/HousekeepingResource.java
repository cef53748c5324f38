package io.postern.console.housekeeping;

import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.console.ErrorPages;
import io.postern.console.LookBack;
import io.postern.console.Page;
import io.postern.console.Section;
import io.postern.console.Table;
import io.postern.console.TableParameters;
import io.postern.console.TableQuery;
import io.postern.console.Visit;
import io.postern.insight.advice.EndingAccess;
import io.postern.insight.advice.HousekeepingList;
import io.postern.insight.advice.Privileges;
import io.postern.insight.advice.TokenInParameters;
import io.postern.insight.advice.UnusedAccess;
import io.postern.insight.advice.UnusedAccess.Wanted;
import io.postern.insight.advice.UnusedRole;
import io.postern.insight.advice.UnusedSecret;
import io.postern.insight.advice.UnusedService;
import io.postern.insight.advice.UnusedUser;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page Housekeeping. */
@Path("/housekeeping")
@RunOnVirtualThread
public final class HousekeepingResource {
    private static final String WHAT = "what";

    private final Visit visit;
    private final ErrorPages errors;
    private final UnusedAccess access;
    private final Privileges privileges;
    private final Operations operations;

    HousekeepingResource(
            Visit visit, ErrorPages errors, UnusedAccess access, Privileges privileges, Operations operations) {
        this.visit = visit;
        this.errors = errors;
        this.access = access;
        this.privileges = privileges;
        this.operations = operations;
    }

    /** The one order that there is: what needs somebody's eye most comes first. */
    private enum Order {
        MOST_URGENT
    }

    @CheckedTemplate(basePath = "housekeeping", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance services(Page page, Table table, Tabs tabs, List<UnusedService> rows);

        static native TemplateInstance secrets(Page page, Table table, Tabs tabs, List<UnusedSecret> rows);

        static native TemplateInstance users(Page page, Table table, Tabs tabs, List<UnusedUser> rows);

        static native TemplateInstance roles(Page page, Table table, Tabs tabs, List<UnusedRole> rows);

        static native TemplateInstance expiring(
                Page page, Table table, Tabs tabs, List<EndingRow> rows, boolean mayEditUsers);

        static native TemplateInstance tokens(
                Page page, Table table, Tabs tabs, List<TokenInParameters> rows, boolean accepted, boolean toDenials);
    }

    /** How one of the tabs is shown. */
    @FunctionalInterface
    private interface View<R> {
        TemplateInstance of(Page page, Table table, Tabs tabs, List<R> rows);
    }

    /**
     * One of the tabs. What cannot be read of an address is as if it was not there.
     *
     * @param what the name of a {@link Topic}; the first that the visitor may open unless it says otherwise
     * @param days after how many days something counts as unused
     */
    @GET
    @Requires(anyOf = {Permission.ACCESS_USERS, Permission.ACCESS_ROLES, Permission.ACCESS_EVENT_PARTNERS})
    public Response list(
            @BeanParam TableParameters parameters,
            @QueryParam(WHAT) @Nullable String what,
            @QueryParam(LookBack.PARAMETER) @Nullable String days) {
        List<Topic> open = Topic.openTo(visit.person());
        Topic topic = TableQuery.named(Topic.class, what).orElse(open.getFirst());
        if (!open.contains(topic)) {
            return errors.notPermitted(topic.required());
        }
        TableQuery asked = parameters.query(query(topic, LookBack.of(days)), Order.class);
        return visit.html(
                switch (topic) {
                    case SERVICES -> show(topic, HousekeepingList.SERVICES, asked, Templates::services);
                    case SECRETS -> show(topic, HousekeepingList.SECRETS, asked, Templates::secrets);
                    case USERS -> show(topic, HousekeepingList.USERS, asked, Templates::users);
                    case ROLES -> show(topic, HousekeepingList.ROLES, asked, Templates::roles);
                    case EXPIRING -> show(topic, HousekeepingList.ENDING, asked, this::expiring);
                    case TOKENS -> show(topic, HousekeepingList.TOKENS_IN_PARAMETERS, asked, this::tokens);
                });
    }

    private <R> TemplateInstance show(Topic topic, HousekeepingList<R> listing, TableQuery asked, View<R> view) {
        LookBack lookBack = LookBack.of(asked.choice(LookBack.PARAMETER));
        Wanted wanted = new Wanted(visit.subscriptionId(), lookBack.length(), asked.filter());
        List<Topic> open = Topic.openTo(visit.person());
        Map<HousekeepingList<?>, Long> counts =
                access.counts(open.stream().map(Topic::listing).toList(), wanted);
        long total = asked.filter().isEmpty() ? counts.getOrDefault(listing, 0L) : access.count(listing, wanted);
        TableQuery query = asked.within(total);
        List<R> rows = access.list(listing, wanted, query.offset(), TableQuery.ROWS);
        List<Tabs.Tab> tabs = open.stream()
                .map(each -> new Tabs.Tab(
                        each,
                        visit.formats().number(counts.getOrDefault(each.listing(), 0L)),
                        query(each, lookBack).link()))
                .toList();
        return view.of(
                visit.page(Section.HOUSEKEEPING),
                new Table(query, total, visit.formats()),
                new Tabs(topic, lookBack, recordedSince(topic, lookBack), tabs),
                rows);
    }

    /**
     * The first day of which calls are recorded, where a tab is about calls and its span begins earlier; else empty.
     */
    private String recordedSince(Topic topic, LookBack lookBack) {
        LocalDate today = LocalDate.ofInstant(visit.now(), visit.zone());
        return Optional.of(topic)
                .filter(Topic::isOfCalls)
                .flatMap(of ->
                        privileges.recordedOnlySince(visit.subscriptionId(), today.minusDays(lookBack.days()), today))
                .map(visit.formats()::day)
                .orElse("");
    }

    private TemplateInstance expiring(Page page, Table table, Tabs tabs, List<EndingAccess> endings) {
        boolean mayEditUsers = visit.person().holds(Permission.ACCESS_USERS);
        List<EndingRow> rows = endings.stream()
                .map(ending -> EndingRow.of(ending, visit.now(), table.formats()))
                .toList();
        return Templates.expiring(page, table, tabs, rows, mayEditUsers);
    }

    private TemplateInstance tokens(Page page, Table table, Tabs tabs, List<TokenInParameters> rows) {
        boolean accepted =
                visit.person().subscription().settings().compatibility().accessTokenInQuery();
        return Templates.tokens(
                page,
                table,
                tabs,
                rows.stream()
                        .map(row -> row.named(operations.name(row.lastOperation())))
                        .toList(),
                accepted,
                visit.person().holds(Permission.ACCESS_SOAP_API));
    }

    private static TableQuery query(Topic topic, LookBack lookBack) {
        return TableQuery.initial("/housekeeping", Order.MOST_URGENT, false)
                .choosing(WHAT, topic.name())
                .choosing(LookBack.PARAMETER, Integer.toString(lookBack.days()));
    }
}
