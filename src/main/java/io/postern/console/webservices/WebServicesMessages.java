package io.postern.console.webservices;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page Web Services says. */
@MessageBundle("webservices")
public interface WebServicesMessages {
    @Message
    String restApi();

    @Message
    String endpoint();

    @Message
    String identity();

    @Message
    String munchkinId();

    @Message
    String callInformation();

    @Message
    String dailyRequestLimit();

    @Message
    String rateLimit();

    @Message
    String concurrencyLimit();

    @Message
    String callsPer20Seconds(String calls);

    @Message
    String callsAtOnce(String calls);

    @Message
    String notLimited();

    @Message
    String requestsToday();

    @Message
    String requestsLeft(String requests);

    @Message
    String dayEnds();

    @Message
    String dayEndsAt(String instant, String zone);

    @Message
    String limitsPerServer(String servers);

    @Message
    String ipRestrictions();

    @Message
    String state();

    @Message
    String enabled();

    @Message
    String disabled();

    @Message
    String editIpRestrictions();

    @Message
    String restrictionsHint();

    @Message
    String restrictionsOn();

    @Message
    String restrictionsOff();

    @Message
    String lastSevenDays();
}
