package io.postern.console.usage;

import io.postern.access.subscription.Limits;
import io.postern.console.Formats;
import io.postern.gate.limits.Capacities;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is taken of the limits of a subscription, or of those that a service has of its own.
 *
 * @param calls of the day
 * @param inWindow within the last 20 seconds, on this server
 * @param inFlight being worked on, on this server
 * @param dayEnds the first instant of the next day of the subscription
 * @param servers how many use the database, when it is more than one
 */
public record Today(
        Gauge calls, Gauge inWindow, Gauge inFlight, String dayEnds, String zone, Optional<String> servers) {

    /** Whether anything is limited. */
    public boolean isLimited() {
        return calls.limit().isPresent()
                || inWindow.limit().isPresent()
                || inFlight.limit().isPresent();
    }

    /** @param calls those of the day */
    public static Today of(
            Limits limits, long calls, Capacities.InUse now, LocalDate today, int servers, Formats formats) {
        return new Today(
                Gauge.of(calls, limits.dailyCalls(), formats),
                Gauge.ofKept(now.callsInWindow().orElse(0), limits.callsPer20Seconds(), formats),
                Gauge.of(now.inFlight(), limits.concurrentCalls(), formats),
                formats.instant(today.plusDays(1).atStartOfDay(formats.zone()).toInstant()),
                formats.zone().getId(),
                Optional.of(servers).filter(several -> several > 1).map(formats::number));
    }
}
