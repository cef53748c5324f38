package io.postern.console.roles;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages on roles say. */
@MessageBundle("roles")
public interface RoleMessages {
    @Message
    String introduction();

    @Message
    String newRole();

    @Message
    String editRole();

    @Message
    String deleteRole();

    @Message
    String users();

    @Message
    String builtIn();

    @Message
    String nothingMatches();

    @Message
    String roleName();

    @Message
    String permissions();

    @Message
    String search();

    @Message
    String nothingFound();

    /** Takes numbers, or # where a script puts them in. */
    @Message
    String granted(String granted, String all);

    @Message
    String below(String permission);

    @Message
    String inUse(int count);

    @Message
    String deleteQuestion(String name);

    @Message
    String deleteConsequence(int count);

    @Message
    String created(String name);

    @Message
    String inviteUser();

    @Message
    String saved(String name);

    @Message
    String deleted(String name);

    /** Beside a permission for want of which somebody was refused. */
    @Message
    String mark(PermissionItem.Mark mark);

    @Message
    String proposal();
}
