package io.postern.console.webservices;

import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.console.Formats;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What may be called, and what of it is left today. An empty limit does not limit.
 *
 * @param left of the daily limit, never below 0
 * @param lastSevenDays the calls of today and the six days before
 * @param servers how many use the database, when it is more than one
 * @param dayEnds the first instant of the next day of the subscription
 */
public record CallInformation(
        Optional<String> daily,
        Optional<String> per20Seconds,
        Optional<String> atOnce,
        String today,
        Optional<String> left,
        String lastSevenDays,
        Optional<String> servers,
        String dayEnds,
        String zone) {

    /** @param totals the calls of the last seven days, {@code date} included */
    static CallInformation of(
            Settings settings, Map<LocalDate, Long> totals, int servers, LocalDate date, Formats formats) {
        long today = totals.getOrDefault(date, 0L);
        Limits limits = settings.limits();
        return new CallInformation(
                limit(limits.dailyCalls(), formats),
                limit(limits.callsPer20Seconds(), formats),
                limit(limits.concurrentCalls(), formats),
                formats.number(today),
                limit(limits.dailyCalls(), formats)
                        .map(limited -> formats.number(Math.max(0, limits.dailyCalls() - today))),
                formats.number(
                        totals.values().stream().mapToLong(Long::longValue).sum()),
                Optional.of(servers).filter(several -> several > 1).map(formats::number),
                formats.instant(
                        date.plusDays(1).atStartOfDay(settings.timeZone()).toInstant()),
                settings.timeZone().getId());
    }

    private static Optional<String> limit(int limit, Formats formats) {
        return limit == 0 ? Optional.empty() : Optional.of(formats.number(limit));
    }
}
