package io.postern.console.webservices;

import io.postern.access.Changes;
import io.postern.access.RuleViolation;
import io.postern.access.role.Permission;
import io.postern.access.role.Requires;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Subscriptions;
import io.postern.console.Dialogs;
import io.postern.console.FormErrors;
import io.postern.console.Shown;
import io.postern.console.Visit;
import io.postern.gate.usage.Callers;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dialog Edit IP Restrictions. Who would shut out themselves, or somebody who called lately, is told so and has to confirm
 * it.
 */
@Path("/webservices/ip-restrictions")
@RunOnVirtualThread
public final class RestrictionResource {
    private final Visit visit;
    private final Dialogs dialogs;
    private final Changes changes;
    private final Subscriptions subscriptions;
    private final Callers callers;
    private final InstantSource clock;

    RestrictionResource(
            Visit visit,
            Dialogs dialogs,
            Changes changes,
            Subscriptions subscriptions,
            Callers callers,
            InstantSource clock) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.changes = changes;
        this.subscriptions = subscriptions;
        this.callers = callers;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "webservices", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance ipRestrictions(
                RestrictionForm form, int focus, ShutOut shutOut, FormErrors errors);
    }

    @GET
    @Requires(anyOf = Permission.ACCESS_SOAP_API)
    public Response show() {
        return visit.html(form(RestrictionForm.of(present()), 0, errors()));
    }

    /**
     * Adds a row, takes one away, or saves.
     *
     * @param direction {@code add} for another row
     * @param removed the number of the row to take away
     */
    @POST
    @Requires(anyOf = Permission.ACCESS_SOAP_API)
    public Response edit(
            @FormParam("go") @Nullable String direction,
            @FormParam("remove") @Nullable Integer removed,
            @BeanParam RestrictionForm form) {
        if ("add".equals(direction) && form.isFull()) {
            FormErrors errors = errors();
            errors.add(FormErrors.FORM, say().tooManyAddresses(AllowList.MOST_ENTRIES));
            return dialogs.again(form(form, 0, errors));
        }
        if ("add".equals(direction)) {
            return visit.html(form(form, form.add(), errors()));
        }
        if (removed != null) {
            return visit.html(form(form, form.remove(removed), errors()));
        }
        FormErrors errors = errors();
        Optional<AllowList> asked = form.read(errors, say());
        return asked.isPresent() ? save(form, asked.get(), errors) : dialogs.again(form(form, 0, errors));
    }

    private Response save(RestrictionForm form, AllowList asked, FormErrors errors) {
        ShutOut shutOut = ShutOut.of(
                present(),
                asked,
                visit.address(),
                callers.since(visit.subscriptionId(), clock.instant().minus(Callers.REMEMBERED)),
                visit.formats());
        if (!shutOut.isNobody() && !shutOut.token().equals(form.confirmed())) {
            return dialogs.again(Templates.ipRestrictions(form, 0, shutOut, errors));
        }
        try {
            changes.run(visit.caller(), visit.subscriptionId(), change -> save(change, form, asked));
        } catch (RuleViolation violation) {
            errors.add(violation);
            return dialogs.again(form(RestrictionForm.of(present()), 0, errors));
        }
        return dialogs.done(asked.enabled() ? say().restrictionsOn() : say().restrictionsOff());
    }

    private void save(Change change, RestrictionForm form, AllowList asked) {
        Shown.require(
                form.shown(),
                RestrictionForm.shown(change.subscription().settings().apiAllowList()));
        subscriptions.change(change, change.subscription().settings().with(asked));
    }

    private TemplateInstance form(RestrictionForm form, int focus, FormErrors errors) {
        return Templates.ipRestrictions(form, focus, ShutOut.NOBODY, errors);
    }

    private AllowList present() {
        return visit.person().subscription().settings().apiAllowList();
    }

    private FormErrors errors() {
        return new FormErrors(visit.language());
    }

    private WebServicesMessages say() {
        return visit.messages(WebServicesMessages.class);
    }
}
