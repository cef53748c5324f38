package io.postern.console.housekeeping;

import io.postern.insight.advice.EndingAccess;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page Housekeeping says beyond the words of LaunchPoint, Users and Roles. */
@MessageBundle("housekeeping")
public interface HousekeepingMessages {
    @Message
    String intro();

    @Message
    String topic(Topic topic);

    @Message
    String about(Topic topic, int days);

    @Message
    String empty(Topic topic);

    @Message
    String nothingMatches();

    @Message
    String created();

    @Message
    String lastCall();

    @Message
    String secret();

    @Message
    String kind();

    @Message
    String user();

    @Message
    String person();

    @Message
    String invited();

    @Message
    String role();

    @Message
    String nobody();

    @Message
    String whatEnds();

    @Message
    String accessOfUser();

    @Message
    String within(EndingAccess.Within within);

    @Message
    String then();

    @Message
    String goesOn();

    @Message
    String goesOnUntil(String until);

    @Message
    String nothingGoesOn();

    @Message
    String servicesStop(int count);

    @Message
    String lastSent();

    @Message
    String servicesHeading();

    @Message
    String operations();

    @Message
    String lastOperation();

    @Message
    String tokensAccepted();

    @Message
    String tokensRefused();

    @Message
    String refusedOnes();

    @Message
    String recordedOnlySince(String day);
}
