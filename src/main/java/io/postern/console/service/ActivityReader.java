package io.postern.console.service;

import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.console.Formats;
import io.postern.console.Visit;
import io.postern.console.denials.DenialMessages;
import io.postern.console.denials.WhyTexts;
import io.postern.console.usage.Today;
import io.postern.console.usage.UsageChart;
import io.postern.foundation.store.Nodes;
import io.postern.gate.limits.Capacities;
import io.postern.gate.limits.Usage;
import io.postern.insight.calls.LastCalls;
import io.postern.insight.denials.Denial;
import io.postern.insight.denials.DenialFilter;
import io.postern.insight.denials.Denials;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the page of a service tells of its calls. */
@Singleton
final class ActivityReader {
    private static final int DAYS = 7;
    private static final int MOST_OPERATIONS = 15;
    private static final int MOST_DENIALS = 5;

    private final Visit visit;
    private final Usage usage;
    private final Capacities rooms;
    private final Nodes nodes;
    private final LastCalls lastCalls;
    private final Denials denials;
    private final Operations operations;

    ActivityReader(
            Visit visit,
            Usage usage,
            Capacities rooms,
            Nodes nodes,
            LastCalls lastCalls,
            Denials denials,
            Operations operations) {
        this.visit = visit;
        this.usage = usage;
        this.rooms = rooms;
        this.nodes = nodes;
        this.lastCalls = lastCalls;
        this.denials = denials;
        this.operations = operations;
    }

    /** @param limits those that it has of its own */
    ServiceActivity read(long id, Limits limits) {
        Formats formats = visit.formats();
        Settings settings = visit.person().subscription().settings();
        LocalDate today = LocalDate.ofInstant(visit.now(), settings.timeZone());
        List<LocalDate> days =
                today.minusDays(DAYS - 1).datesUntil(today.plusDays(1)).toList();
        Map<LocalDate, Long> calls = usage.totals(visit.subscriptionId(), id, days.getFirst(), today);
        List<LastCalls.LastUse> used = lastCalls.ofService(visit.subscriptionId(), id);
        List<ServiceActivity.DenialRow> denied = denied(id);
        return new ServiceActivity(
                Today.of(
                        limits,
                        calls.getOrDefault(today, 0L),
                        rooms.now(visit.subscriptionId(), id),
                        today,
                        nodes.count(),
                        formats),
                UsageChart.of(days, calls, formats),
                Optional.of(calls.values().stream().mapToLong(Long::longValue).sum())
                        .filter(total -> total > 0)
                        .map(formats::number),
                used.stream()
                        .limit(MOST_OPERATIONS)
                        .map(use -> new ServiceActivity.OperationRow(
                                operations.name(use.operation()),
                                formats.instant(use.lastCalledAt()),
                                Optional.ofNullable(use.tokenInParametersAt()).map(formats::instant)))
                        .toList(),
                Math.max(0, used.size() - MOST_OPERATIONS),
                denied,
                denied.isEmpty() || !visit.person().holds(Permission.ACCESS_SOAP_API)
                        ? Optional.empty()
                        : Optional.of("/denials?service=" + id));
    }

    private List<ServiceActivity.DenialRow> denied(long id) {
        DenialFilter ofService = new DenialFilter(
                visit.subscriptionId(),
                visit.now().minus(Denials.REMEMBERED),
                "",
                Optional.empty(),
                Optional.of(id),
                Optional.empty());
        WhyTexts texts = new WhyTexts(visit.messages(DenialMessages.class), visit.formats());
        return denials.list(ofService, 0, MOST_DENIALS).stream()
                .map(denial -> row(denial, texts))
                .toList();
    }

    private ServiceActivity.DenialRow row(Denial denial, WhyTexts texts) {
        return new ServiceActivity.DenialRow(
                denial.code(),
                operations.name(denial.operation()),
                texts.of(denial),
                denial.calls(),
                visit.formats().number(denial.calls()),
                visit.formats().instant(denial.lastAt()));
    }
}
