package io.postern.console;

import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** How the form of a dialog is answered: with the form again, or with a word that it is done. */
@Singleton
public final class Dialogs {
    private final Visit visit;

    Dialogs(Visit visit) {
        this.visit = visit;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance question(
                String title, String path, String question, String consequence, boolean danger);

        static native TemplateInstance refusal(String title, String why);

        static native TemplateInstance toast(String text, String action, String link);
    }

    /** Shows the form again, with what is wrong with it. */
    public Response again(TemplateInstance form) {
        return visit.html(Response.Status.BAD_REQUEST, form).build();
    }

    /**
     * A dialog that asks before something is done.
     *
     * @param title what is done, also on the button that does it
     * @param path to which the answer is posted
     * @param consequence what becomes of it
     * @param danger whether something stops working
     */
    public TemplateInstance question(String title, String path, String question, String consequence, boolean danger) {
        return Templates.question(title, path, question, consequence, danger);
    }

    /**
     * Makes the change that was asked for with {@link #question}, as the visitor. The answer says that it is done, or,
     * in a dialog, which rule forbids it.
     *
     * @param title what is done
     * @param work tells what was done
     */
    public Response change(String title, Function<Change, String> work) {
        try {
            return done(visit.changing(work));
        } catch (RuleViolation violation) {
            FormErrors errors = visit.errors();
            errors.add(violation);
            return again(Templates.refusal(title, errors.ofForm()));
        }
    }

    /**
     * Shows a dialog, or a part of a page, after a change.
     *
     * @param event of the page, for whatever else shows what was changed
     */
    public Response telling(String event, TemplateInstance part) {
        return visit.html(Response.Status.OK, part).header("HX-Trigger", event).build();
    }

    /** Goes on to another page of the console. */
    public Response leave(String path) {
        return Response.ok().header("HX-Redirect", path).build();
    }

    /** Closes the dialog, says what happened, and shows the list as it was asked for, with the change. */
    public Response done(String text) {
        return done(text, "", "", "listChanged");
    }

    /** As {@link #done}, but shows the list from its beginning, where what is new stands. */
    public Response created(String text) {
        return done(text, "", "", "listReset");
    }

    /**
     * As {@link #created}, and offers the next step.
     *
     * @param action what the link says
     * @param link an address of a dialog
     */
    public Response created(String text, String action, String link) {
        return done(text, action, link, "listReset");
    }

    private Response done(String text, String action, String link, String event) {
        return visit.html(Response.Status.OK, Templates.toast(text, action, link))
                .header("HX-Reswap", "none")
                .header("HX-Trigger", "dialogDone, " + event)
                .build();
    }
}
