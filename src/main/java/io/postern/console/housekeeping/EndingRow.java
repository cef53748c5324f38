package io.postern.console.housekeeping;

import io.postern.console.Formats;
import io.postern.console.launchpoint.SecretRow;
import io.postern.insight.advice.EndingAccess;
import java.time.Instant;
import java.util.Optional;

/**
 * What is about to end, as a row of the table: a secret of a service, or the access of an API-only user.
 *
 * @param id of the service or the user
 * @param secret what the secret is good for; empty for a user
 * @param goesOn whether another secret of the service is accepted after it
 * @param goesOnUntil empty for never
 * @param services how many services of a user end with it
 */
public record EndingRow(
        long id,
        String name,
        Optional<SecretRow.State> secret,
        boolean goesOn,
        Optional<String> goesOnUntil,
        int services,
        String endsAt,
        EndingAccess.Within within) {

    static EndingRow of(EndingAccess ending, Instant now, Formats formats) {
        String endsAt = formats.instant(ending.endsAt());
        return switch (ending) {
            case EndingAccess.OfSecret of ->
                new EndingRow(
                        of.serviceId(),
                        of.serviceName(),
                        Optional.of(of.current() ? SecretRow.State.CURRENT : SecretRow.State.OLD),
                        of.goesOn(),
                        Optional.ofNullable(of.goesOnUntil()).map(formats::instant),
                        1,
                        endsAt,
                        ending.within(now));
            case EndingAccess.OfUser of ->
                new EndingRow(
                        of.userId(),
                        of.login(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        of.services(),
                        endsAt,
                        ending.within(now));
        };
    }
}
