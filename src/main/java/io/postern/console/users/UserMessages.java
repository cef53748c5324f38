package io.postern.console.users;

import io.postern.access.user.User;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages on users say. */
@MessageBundle("users")
public interface UserMessages {
    @Message
    String users();

    @Message
    String roles();

    @Message
    String inviteNewUser();

    @Message
    String rolesAndWorkspaces();

    @Message
    String apiOnly();

    @Message
    String yes();

    @Message
    String no();

    @Message
    String statusHeading();

    @Message
    String status(User.Status status);

    @Message
    String accessExpires();

    @Message
    String lastLogin();

    @Message
    String created();

    @Message
    String usedByServices(int count);

    @Message
    String noRoles();

    @Message
    String empty();

    @Message
    String emptyHint();

    @Message
    String nothingMatches();

    @Message
    String editUser();

    @Message
    String deleteUser();

    @Message
    String deleteQuestion(String name, String login);

    @Message
    String deleteApiOnly();

    @Message
    String deletePerson();

    @Message
    String deleted(String login);
}
