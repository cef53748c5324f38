package io.postern.console.webservices;

import io.postern.console.Formats;
import io.postern.gate.usage.Usage.ServiceCalls;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests of some days by user and service, the busiest first.
 *
 * @param days the headings
 * @param more how many services beyond the rows are part of the totals only
 */
public record UsageTable(List<String> days, List<Row> rows, List<String> totals, String total, long more) {
    /** The most rows that are shown. */
    static final int ROWS = 50;

    /** The requests of one service, on each day and in all. */
    public record Row(String user, String service, List<String> requests, String total) {}

    private record Key(long userId, long serviceId) {}

    private static final class Sums {
        private final Map<LocalDate, Long> byDay = new HashMap<>();
        private LocalDate named = LocalDate.MIN;
        private String user = "";
        private String service = "";
        private long total;

        void add(ServiceCalls calls) {
            byDay.merge(calls.date(), calls.count(), Long::sum);
            total += calls.count();
            if (calls.date().isAfter(named)) {
                named = calls.date();
                user = calls.login();
                service = calls.serviceName();
            }
        }

        Row row(List<LocalDate> days, Formats formats) {
            return new Row(user, service, numbers(days, byDay, formats), formats.number(total));
        }
    }

    static UsageTable of(List<LocalDate> days, List<ServiceCalls> calls, Formats formats) {
        Map<Key, Sums> sums = new HashMap<>();
        for (ServiceCalls counted : calls) {
            sums.computeIfAbsent(new Key(counted.userId(), counted.serviceId()), key -> new Sums())
                    .add(counted);
        }
        List<Row> rows = sums.values().stream()
                .sorted(Comparator.comparingLong((Sums sum) -> sum.total)
                        .reversed()
                        .thenComparing(sum -> sum.user)
                        .thenComparing(sum -> sum.service))
                .limit(ROWS)
                .map(sum -> sum.row(days, formats))
                .toList();
        Map<LocalDate, Long> totals = totals(calls);
        return new UsageTable(
                days.stream().map(formats::day).toList(),
                rows,
                numbers(days, totals, formats),
                formats.number(
                        totals.values().stream().mapToLong(Long::longValue).sum()),
                (long) sums.size() - rows.size());
    }

    /** The requests of each day. */
    static Map<LocalDate, Long> totals(List<ServiceCalls> calls) {
        Map<LocalDate, Long> totals = new HashMap<>();
        calls.forEach(counted -> totals.merge(counted.date(), counted.count(), Long::sum));
        return totals;
    }

    private static List<String> numbers(List<LocalDate> days, Map<LocalDate, Long> requests, Formats formats) {
        return days.stream()
                .map(day -> formats.number(requests.getOrDefault(day, 0L)))
                .toList();
    }
}
