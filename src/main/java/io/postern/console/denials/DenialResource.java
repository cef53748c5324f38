package io.postern.console.denials;

import io.postern.access.directory.DenialReason;
import io.postern.access.directory.Directories;
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
import io.postern.insight.denials.DenialFilter;
import io.postern.insight.denials.DenialGroup;
import io.postern.insight.denials.Denials;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page Denials. */
@Path("/denials")
@RunOnVirtualThread
public final class DenialResource {
    static final String SERVICE = "service";
    static final String REASON = "reason";
    static final String GROUP = "group";
    static final String PROPERTY = "property";
    static final String VALUE = "value";

    private final Visit visit;
    private final Denials denials;
    private final Directories directories;
    private final Operations operations;

    DenialResource(Visit visit, Denials denials, Directories directories, Operations operations) {
        this.visit = visit;
        this.denials = denials;
        this.directories = directories;
        this.operations = operations;
    }

    /** The one order that there is: the latest first. */
    private enum Order {
        LAST
    }

    @CheckedTemplate(basePath = "denials", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance denials(
                Page page,
                Table table,
                List<DenialRow> rows,
                List<GroupRow> groups,
                Period period,
                DenialReason[] reasons,
                DenialGroup.By[] ways,
                String value);
    }

    /**
     * The denials, one by one or in groups. What cannot be read of an address is as if it was not there.
     *
     * @param period the name of a {@link Period}
     * @param reason the name of a {@link DenialReason}
     * @param group the name of a {@link DenialGroup.By}
     * @param service the id of a service
     * @param property the name of a {@link DenialGroup.By} that has one {@code value}
     */
    @GET
    @Requires(anyOf = Permission.ACCESS_SOAP_API)
    public Response list(
            @BeanParam TableParameters parameters,
            @QueryParam(Period.PARAMETER) @Nullable String period,
            @QueryParam(REASON) @Nullable String reason,
            @QueryParam(GROUP) @Nullable String group,
            @QueryParam(SERVICE) @Nullable String service,
            @QueryParam(PROPERTY) @Nullable String property,
            @QueryParam(VALUE) @Nullable String value) {
        Optional<Period> chosenPeriod = Period.named(period);
        Optional<DenialReason> chosenReason = TableQuery.named(DenialReason.class, reason);
        Optional<DenialGroup.By> by = TableQuery.named(DenialGroup.By.class, group);
        Optional<Long> chosenService = Optional.ofNullable(service)
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
        Optional<DenialFilter.Property> chosenProperty = TableQuery.named(DenialGroup.By.class, property)
                .filter(of -> of != DenialGroup.By.SERVICE && of != DenialGroup.By.REASON)
                .filter(of -> value != null && !value.isEmpty() && value.indexOf('\0') < 0)
                .map(of -> new DenialFilter.Property(of, Objects.requireNonNull(value)));
        TableQuery initial = TableQuery.initial("/denials", Order.LAST, true)
                .choosing(Period.PARAMETER, chosenPeriod.map(Enum::name).orElse(""))
                .choosing(REASON, chosenReason.map(Enum::name).orElse(""))
                .choosing(GROUP, by.map(Enum::name).orElse(""))
                .choosing(SERVICE, chosenService.map(Object::toString).orElse(""))
                .choosing(PROPERTY, chosenProperty.map(one -> one.of().name()).orElse(""))
                .choosing(
                        VALUE, chosenProperty.map(DenialFilter.Property::value).orElse(""));
        TableQuery asked = parameters.query(initial, Order.class);
        Period shownPeriod = chosenPeriod.orElse(Period.USUAL);
        DenialFilter wanted = new DenialFilter(
                visit.subscriptionId(),
                begin(shownPeriod),
                asked.filter(),
                chosenReason,
                chosenService,
                chosenProperty);
        return by.isPresent() ? groups(asked, wanted, shownPeriod, by.get()) : rows(asked, wanted, shownPeriod);
    }

    private Instant begin(Period period) {
        ZoneId zone = visit.zone();
        return period.begin(LocalDate.ofInstant(visit.now(), zone))
                .atStartOfDay(zone)
                .toInstant();
    }

    private Response rows(TableQuery asked, DenialFilter wanted, Period period) {
        long total = denials.count(wanted);
        TableQuery query = asked.within(total);
        Formats formats = visit.formats();
        DenialMessages say = visit.messages(DenialMessages.class);
        WhyTexts texts = new WhyTexts(say, formats);
        Remedies remedies = new Remedies(
                visit.person(), say, directories.get(visit.subscriptionId()).orElseThrow());
        List<DenialRow> rows = denials.list(wanted, query.offset(), TableQuery.ROWS).stream()
                .map(denial -> DenialRow.of(denial, operations, texts, remedies, formats))
                .toList();
        return show(new Table(query, total, formats), rows, List.of(), period);
    }

    private Response groups(TableQuery asked, DenialFilter wanted, Period period, DenialGroup.By by) {
        Formats formats = visit.formats();
        DenialMessages say = visit.messages(DenialMessages.class);
        List<GroupRow> groups = denials.groups(wanted, by).stream()
                .map(found -> GroupRow.of(found, by, operations, asked, say, formats))
                .toList();
        return show(new Table(asked.at(1), groups.isEmpty() ? 0 : 1, formats), List.of(), groups, period);
    }

    private Response show(Table table, List<DenialRow> rows, List<GroupRow> groups, Period period) {
        return visit.html(Templates.denials(
                visit.page(Section.DENIALS),
                table,
                rows,
                groups,
                period,
                DenialReason.values(),
                DenialGroup.By.values(),
                operations.name(table.query().choice(VALUE))));
    }
}
