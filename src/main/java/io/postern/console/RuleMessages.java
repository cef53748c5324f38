package io.postern.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the rules of the access model say to people. */
@MessageBundle("rules")
public interface RuleMessages {
    @Message
    String missing();

    @Message
    String tooLong(String length, String longest);

    @Message
    String controlCharacter();

    @Message
    String notAnEmailAddress();

    @Message
    String alreadyTaken(String name);

    @Message
    String notFound();

    @Message
    String lastAdmin();

    @Message
    String notHeld(String permissions);

    @Message
    String roleInUse(String holders);

    @Message
    String userOwnsServices(String services);

    @Message
    String onlyAllWorkspaces(String role);

    @Message
    String builtInRole(String role);

    @Message
    String ownRole(String role);

    @Message
    String notApiOnly(String login);

    @Message
    String notInFuture();

    @Message
    String changedMeanwhile();

    @Message
    String ownUser();

    @Message
    String rotationRunning();

    @Message
    String noRotation();

    @Message
    String currentSecret();

    @Message
    String secretOrder(String end);

    @Message
    String overlapTooLong(String days);

    @Message
    String invalid();
}
