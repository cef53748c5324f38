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
    String step(InvitationStep step);

    @Message
    String reason();

    @Message
    String accessExpiresHint();

    @Message
    String accessEnds(String instant);

    @Message
    String roleMissing();

    @Message
    String rolesHint();

    @Message
    String workspacesOf(String role);

    @Message
    String workspaceCount(long ticked, int all);

    @Message
    String workspaceCountTemplate();

    @Message
    String apiOnlyHint();

    @Message
    String callsNothing();

    @Message
    String noInvitation();

    @Message
    String usableAtOnce(String email);

    @Message
    String messageHeading();

    @Message
    String messageText(String firstName, String subscription);

    @Message
    String nothingIsMailed();

    @Message
    String send();

    @Message
    String createdApiOnly(String login);

    @Message
    String createService();

    @Message
    String createdPending(String login);

    @Message
    String apiOnlyStays();

    @Message
    String personStays();

    @Message
    String saved(String login);

    @Message
    String deleteQuestion(String name, String login);

    @Message
    String deleteApiOnly();

    @Message
    String deletePerson();

    @Message
    String deleted(String login);

    @Message
    String disable();

    @Message
    String disableQuestion(String name, String login);

    @Message
    String disablePerson();

    @Message
    String disableUnused();

    @Message
    String disableApiOnly(String services);

    @Message
    String disabled(String login);

    @Message
    String enable();

    @Message
    String enableQuestion(String name, String login);

    @Message
    String enablePerson();

    @Message
    String enableApiOnly();

    @Message
    String enabled(String login);

    @Message
    String userActions();

    @Message
    String revokeTokens();

    @Message
    String revokeQuestion(String name, String login);

    @Message
    String revokeHint(String services);

    @Message
    String revokeUnused();

    @Message
    String revoked(String login);

    @Message
    String nothingRevoked(String login);
}
