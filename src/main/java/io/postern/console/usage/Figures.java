package io.postern.console.usage;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How many calls each subject had on each of some days, added up row by row. Not thread safe. */
final class Figures {
    private final List<LocalDate> days;
    private final Map<Subject, Figure> bySubject = new HashMap<>();

    /** @param days one after the other */
    Figures(List<LocalDate> days) {
        this.days = days;
    }

    List<LocalDate> days() {
        return days;
    }

    /** @param date one of the days */
    void add(Subject subject, LocalDate date, long calls) {
        int day = (int) (date.toEpochDay() - days.getFirst().toEpochDay());
        bySubject
                .computeIfAbsent(subject, fresh -> new Figure(fresh, days.size()))
                .add(day, calls);
    }

    /** Those that had calls and contain a text, in an order. */
    List<Figure> matching(String text, Comparator<Figure> order) {
        return bySubject.values().stream()
                .filter(figure -> figure.total() > 0 && figure.subject().contains(text))
                .sorted(order)
                .toList();
    }

    /** The calls of some of the figures together, on each day. */
    Map<LocalDate, Long> totals(List<Figure> figures) {
        Map<LocalDate, Long> totals = new HashMap<>();
        IntStream.range(0, days.size())
                .forEach(day -> totals.put(
                        days.get(day),
                        figures.stream().mapToLong(figure -> figure.on(day)).sum()));
        return totals;
    }
}
