package io.postern.console.usage;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page Usage says. */
@MessageBundle("usage")
public interface UsageMessages {
    @Message
    String today();

    @Message
    String callsToday();

    @Message
    String callsInWindow();

    @Message
    String callsInFlight();

    @Message
    String onThisServer();

    @Message
    String taken(String calls, String limit);

    @Message
    String left(String calls);

    @Message
    String callsPerDay();

    @Message
    String countedBy();

    @Message
    String dimension(Dimension by);

    @Message
    String chartDescription(int days, String total, String busiest, String calls);

    @Message
    String counted(Dimension by);

    @Message
    String total();

    @Message
    String download();

    @Message
    String empty(boolean ofErrors);

    @Message
    String emptyHint();

    @Message
    String nothingMatches();

    @Message
    String slowest();

    @Message
    String slowestHint();

    @Message
    String calls();

    @Message
    String noOperations();
}
