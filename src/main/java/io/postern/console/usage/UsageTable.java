package io.postern.console.usage;

import io.postern.console.Formats;
import io.postern.console.TableQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One page of the calls of some days.
 *
 * @param days the headings
 * @param totals of all pages, on each day
 * @param total of all pages and days
 */
public record UsageTable(List<String> days, List<Row> rows, List<String> totals, String total) {
    /**
     * The calls of one subject, on each day and in all.
     *
     * @param detail may be empty
     * @param link to its own page; empty when there is none, or the visitor may not open it
     */
    public record Row(String name, String detail, Optional<String> link, List<String> calls, String total) {}

    /**
     * @param figures of all pages, in their order
     * @param totals of the figures, by day
     */
    static UsageTable of(
            List<LocalDate> days,
            List<Figure> figures,
            Map<LocalDate, Long> totals,
            TableQuery query,
            Function<Subject, Optional<String>> link,
            Formats formats) {
        return new UsageTable(
                days.stream().map(formats::day).toList(),
                figures.stream()
                        .skip(query.offset())
                        .limit(TableQuery.ROWS)
                        .map(figure -> row(figure, days.size(), link, formats))
                        .toList(),
                days.stream()
                        .map(day -> formats.number(totals.getOrDefault(day, 0L)))
                        .toList(),
                formats.number(
                        totals.values().stream().mapToLong(Long::longValue).sum()));
    }

    private static Row row(Figure figure, int days, Function<Subject, Optional<String>> link, Formats formats) {
        return new Row(
                figure.subject().name(),
                figure.subject().detail(),
                link.apply(figure.subject()),
                IntStream.range(0, days)
                        .mapToObj(day -> formats.number(figure.on(day)))
                        .toList(),
                formats.number(figure.total()));
    }
}
