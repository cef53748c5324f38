package io.postern.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the frame around pages says, and what several rooms say. */
@MessageBundle("console")
public interface ConsoleMessages {
    @Message
    String skipToContent();

    @Message
    String admin();

    @Message
    String group(Section.Group group);

    @Message
    String section(Section section);

    @Message
    String language();

    @Message
    String account();

    @Message
    String signOut();

    @Message
    String email();

    @Message
    String firstName();

    @Message
    String lastName();

    @Message
    String name();

    @Message
    String description();

    @Message
    String actions();

    @Message
    String close();

    @Message
    String dismiss();

    @Message
    String cancel();

    @Message
    String back();

    @Message
    String next();

    @Message
    String save();

    @Message
    String create();

    @Message
    String delete();

    @Message
    String filter();

    @Message
    String pages();

    @Message
    String pageOf(String from, String to, String total);

    @Message
    String previousPage();

    @Message
    String nextPage();

    @Message
    String copy();

    @Message
    String copyOf(String label);

    @Message
    String copied();

    @Message
    String never();

    @Message
    String days(int count);

    @Message
    String period();

    @Message
    String ofPeriod(Period period);

    @Message
    String allWorkspaces();

    @Message
    String formHasErrors();

    @Message
    String problemTitle(ErrorPages.Problem problem);

    @Message
    String problem(ErrorPages.Problem problem, String detail);

    @Message
    String toEntrance();
}
