package io.postern.console.denials;

import io.postern.access.directory.DenialReason;
import io.postern.access.operation.Operations;
import io.postern.console.Formats;
import io.postern.insight.denials.Denial;
import java.util.List;

/**
 * Denials of a day that are alike, as a row of the table.
 *
 * @param service the name of the service; {@code user} is the address of its user
 * @param operation empty where several operations and addresses are taken together
 * @param many whether there was more than one
 */
public record DenialRow(
        String lastAt,
        String firstAt,
        String calls,
        boolean many,
        String service,
        String user,
        String operation,
        String address,
        String code,
        DenialReason reason,
        String why,
        List<Remedy> remedies,
        String requestId) {

    static DenialRow of(Denial denial, Operations operations, WhyTexts texts, Remedies remedies, Formats formats) {
        return new DenialRow(
                formats.instant(denial.lastAt()),
                formats.instant(denial.firstAt()),
                formats.number(denial.calls()),
                denial.calls() > 1,
                denial.serviceName(),
                denial.login(),
                operations.name(denial.operation()),
                denial.address(),
                denial.code(),
                denial.why().cause().reason(),
                texts.of(denial),
                remedies.of(denial),
                denial.requestId());
    }
}
