package io.postern.console.privileges;

import io.postern.insight.advice.Grantee;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages of Least Privilege say. */
@MessageBundle("privileges")
public interface PrivilegeMessages {
    @Message
    String intro();

    @Message
    String apiOnlyUsers();

    @Message
    String services();

    @Message
    String period();

    @Message
    String recordedSince(String day);

    @Message
    String nothingMatches();

    @Message
    String empty();

    @Message
    String emptyHint();

    @Message
    String user();

    @Message
    String granted();

    @Message
    String needed();

    @Message
    String unneeded();

    @Message
    String lastServed();

    @Message
    String back(Grantee.Kind kind);

    @Message
    String heldBy(long holders, String number);

    @Message
    String heldByPeople(long people, String number);

    @Message
    String peopleHandOn(long people, String number);

    @Message
    String severalScopes();

    @Message
    String recordedOnlySince(String day);

    @Message
    String throughUser(String login);

    @Message
    String young(Grantee.Kind kind, String at);

    @Message
    String permissions();

    @Message
    String nothingGranted();

    @Message
    String permission();

    @Message
    String lastNeeded();

    @Message
    String neededBy();

    @Message
    String notNeeded();

    @Message
    String givenBy(String roles);

    @Message
    String more(int count);

    @Message
    String tighterRole();

    @Message
    String roleThatWouldDo();

    @Message
    String noChange(int days);

    @Message
    String nothingNeeded(int days);

    @Message
    String nothingNeededHint();

    @Message
    String wouldDo(int days);

    @Message
    String removed();

    @Message
    String added();

    @Message
    String remaining();

    @Message
    String ofPermissions(int count);

    @Message
    String review();

    @Message
    String createRole();

    @Message
    String reviewHint();

    @Message
    String createRoleHint();
}
