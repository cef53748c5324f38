package io.postern.console.usage;

import io.postern.access.directory.Directories;
import io.postern.access.directory.Directory;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.console.Formats;
import io.postern.console.Page;
import io.postern.console.Period;
import io.postern.console.Section;
import io.postern.console.Table;
import io.postern.console.TableParameters;
import io.postern.console.TableQuery;
import io.postern.console.Visit;
import io.postern.foundation.store.Nodes;
import io.postern.gate.limits.Capacities;
import io.postern.gate.limits.Usage;
import io.postern.insight.calls.OperationTimes;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page Usage, and its figures as CSV. What cannot be read of an address is as if it was not there. */
@Path("/usage")
@RunOnVirtualThread
public final class UsageResource {
    private static final String PATH = "/usage";
    private static final String CSV = "usage.csv";
    private static final String BY = "by";

    private final Visit visit;
    private final FigureReader reader;
    private final Usage usage;
    private final OperationTimes times;
    private final Capacities rooms;
    private final Nodes nodes;
    private final Directories directories;
    private final Operations operations;

    UsageResource(
            Visit visit,
            FigureReader reader,
            Usage usage,
            OperationTimes times,
            Capacities rooms,
            Nodes nodes,
            Directories directories,
            Operations operations) {
        this.visit = visit;
        this.reader = reader;
        this.usage = usage;
        this.times = times;
        this.rooms = rooms;
        this.nodes = nodes;
        this.directories = directories;
        this.operations = operations;
    }

    /** The columns by which the table is sorted. */
    private enum Column {
        NAME,
        TOTAL;

        Comparator<Figure> order(boolean descending) {
            Comparator<Figure> byName =
                    Comparator.comparing(figure -> figure.subject().sortKey());
            Comparator<Figure> order = this == NAME ? byName : Comparator.comparingLong(Figure::total);
            return (descending ? order.reversed() : order).thenComparing(byName);
        }
    }

    @CheckedTemplate(basePath = "usage", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance usage(
                Page page,
                Today today,
                Table table,
                Period period,
                Dimension by,
                Dimension[] dimensions,
                UsageChart chart,
                UsageTable figures,
                String csv,
                List<SlowOperation> slowest);
    }

    /**
     * The page.
     *
     * @param period the name of a {@link Period}
     * @param by the name of a {@link Dimension}; by service unless it says otherwise
     */
    @GET
    @Requires(anyOf = Permission.ACCESS_SOAP_API)
    public Response show(
            @BeanParam TableParameters parameters,
            @QueryParam(Period.PARAMETER) @Nullable String period,
            @QueryParam(BY) @Nullable String by) {
        TableQuery asked = parameters.query(initial(period, by), Column.class);
        LocalDate today = today();
        Figures figures = figures(asked, today);
        List<Figure> matching =
                figures.matching(asked.filter(), asked.column(Column.class).order(asked.descending()));
        Map<LocalDate, Long> totals = figures.totals(matching);
        TableQuery query = asked.within(matching.size());
        List<LocalDate> days = figures.days();
        Formats formats = visit.formats();
        return visit.html(Templates.usage(
                visit.page(Section.USAGE),
                now(today),
                new Table(query, matching.size(), formats),
                period(asked),
                by(asked),
                Dimension.values(),
                UsageChart.of(days, totals, formats),
                UsageTable.of(days, matching, totals, query, this::link, formats),
                PATH + "/" + CSV + query.link().substring(PATH.length()),
                SlowOperation.slowest(
                        times.histograms(visit.subscriptionId(), days.getFirst(), today), operations, formats)));
    }

    /** The figures of the page, of all its pages: a line for each subject and day. */
    @GET
    @Path(CSV)
    @Requires(anyOf = Permission.ACCESS_SOAP_API)
    public Response csv(
            @BeanParam TableParameters parameters,
            @QueryParam(Period.PARAMETER) @Nullable String period,
            @QueryParam(BY) @Nullable String by) {
        TableQuery asked = parameters.query(initial(period, by), Column.class);
        Figures figures = figures(asked, today());
        List<Figure> matching = figures.matching(asked.filter(), Column.NAME.order(false));
        StreamingOutput lines = out -> UsageCsv.write(out, by(asked), figures, matching);
        String file = "usage-%s-%s-%s-%s.csv"
                .formatted(
                        visit.person().subscription().munchkinId().value(),
                        figures.days().getFirst(),
                        figures.days().getLast(),
                        by(asked).fileName());
        return Response.ok(lines)
                .header("Content-Type", "text/csv; charset=utf-8; header=present")
                .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .build();
    }

    private static TableQuery initial(@Nullable String period, @Nullable String by) {
        return TableQuery.initial(PATH, Column.TOTAL, true)
                .choosing(Period.PARAMETER, Period.named(period).map(Enum::name).orElse(""))
                .choosing(
                        BY,
                        TableQuery.named(Dimension.class, by).map(Enum::name).orElse(""));
    }

    private static Period period(TableQuery asked) {
        return Period.named(asked.choice(Period.PARAMETER)).orElse(Period.USUAL);
    }

    private static Dimension by(TableQuery asked) {
        return TableQuery.named(Dimension.class, asked.choice(BY)).orElse(Dimension.SERVICE);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(visit.now(), visit.zone());
    }

    private Figures figures(TableQuery asked, LocalDate today) {
        return reader.read(visit.subscriptionId(), by(asked), period(asked).until(today));
    }

    private Today now(LocalDate today) {
        int subscription = visit.subscriptionId();
        return Today.of(
                visit.person().subscription().settings().limits(),
                usage.totals(subscription, today, today).getOrDefault(today, 0L),
                rooms.now(subscription),
                today,
                nodes.count(),
                visit.formats());
    }

    /** Where a service or a user is shown, if it is still there and the visitor may go there. */
    private Optional<String> link(Subject subject) {
        Directory directory = directories.get(visit.subscriptionId()).orElseThrow();
        return switch (subject) {
            case Subject.Service service
            when directory.services().containsKey(service.id())
                    && visit.person().holds(Permission.ACCESS_EVENT_PARTNERS) ->
                Optional.of("/launchpoint/" + service.id());
            case Subject.User user
            when directory.users().containsKey(user.id()) && visit.person().holds(Permission.ACCESS_USERS) ->
                Optional.of("/users?user=" + user.id());
            default -> Optional.empty();
        };
    }
}
