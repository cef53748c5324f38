package io.postern.console.service;

import io.postern.console.usage.Today;
import io.postern.console.usage.UsageChart;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a service tells of its calls.
 *
 * @param today what is taken of the limits that it has of its own
 * @param total of the days of the chart; empty when there was no call
 * @param operations the last first
 * @param moreOperations how many beyond those
 * @param denials the last first
 * @param allDenials where all are listed; empty when there is none, or the visitor may not look
 */
public record ServiceActivity(
        Today today,
        UsageChart chart,
        Optional<String> total,
        List<OperationRow> operations,
        int moreOperations,
        List<DenialRow> denials,
        Optional<String> allDenials) {

    /** @param tokenInParameters when its token last came in query or form; empty for never */
    public record OperationRow(String operation, String lastCalled, Optional<String> tokenInParameters) {}

    /** @param operation empty where several are taken together */
    public record DenialRow(String code, String operation, String why, long calls, String number, String lastAt) {}

    /** Whether a token came in query or form with any of the operations. */
    public boolean isTokenInParameters() {
        return operations.stream().anyMatch(row -> row.tokenInParameters().isPresent());
    }
}
