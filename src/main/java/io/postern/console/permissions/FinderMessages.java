package io.postern.console.permissions;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the Permission Finder says. */
@MessageBundle("finder")
public interface FinderMessages {
    @Message
    String introduction();

    @Message
    String paste();

    @Message
    String calls();

    @Message
    String callsHint();

    @Message
    String choose();

    @Message
    String understood(int count);

    @Message
    String notUnderstood(int count);

    @Message
    String moreLines(int count);

    @Message
    String noOperation(int line, String text);

    @Message
    String noVerb(int line, String path, String verbs);

    @Message
    String otherVerb(int line, String path, String verb, String verbs);

    @Message
    String operations();

    @Message
    String search();

    @Message
    String searchHint();

    @Message
    String nothingFound();

    @Message
    String inGroup(String group);

    @Message
    String notServed();

    @Message
    String noPermission();

    @Message
    String either(String one, String other);

    @Message
    String both(String one, String other);

    /** What else is asked for once a parameter is sent. */
    @Message
    String withParameter(String parameter, String permission);

    @Message
    String smallest();

    @Message
    String chosen(int operations, int permissions);

    @Message
    String nothingChosen();

    @Message
    String neededBy(int count);

    @Message
    String ofPermission(String permission);

    @Message
    String free(int count);

    @Message
    String unserved(int count);

    @Message
    String wantsMore(String operation, String parameter, String permission);

    @Message
    String createRole();

    @Message
    String startOver();

    @Message
    String accessFile();

    @Message
    String accessFileHint();
}
