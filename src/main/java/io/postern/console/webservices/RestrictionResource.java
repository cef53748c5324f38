package io.postern.console.webservices;

import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Subscriptions;
import io.postern.console.Dialogs;
import io.postern.console.Fingerprint;
import io.postern.console.FormErrors;
import io.postern.console.Visit;
import io.postern.console.allowlist.AllowListForm;
import io.postern.console.allowlist.AllowListMessages;
import io.postern.console.allowlist.ShutOut;
import io.postern.insight.calls.Callers;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The dialog Edit IP Restrictions. Whoever would shut out themselves or a recent caller is told so, and has to confirm
 * it.
 */
@Path("/webservices/ip-restrictions")
@RunOnVirtualThread
public final class RestrictionResource {
    private final Visit visit;
    private final Dialogs dialogs;
    private final Subscriptions subscriptions;
    private final Callers callers;

    RestrictionResource(Visit visit, Dialogs dialogs, Subscriptions subscriptions, Callers callers) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.subscriptions = subscriptions;
        this.callers = callers;
    }

    @CheckedTemplate(basePath = "webservices", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance ipRestrictions(
                AllowListForm addresses, int focusedRow, ShutOut shutOut, FormErrors errors);
    }

    @GET
    @Requires(anyOf = Permission.ACCESS_SOAP_API)
    public Response show() {
        return visit.html(form(presentForm(), 0, visit.errors()));
    }

    /** Adds a row, takes one away, or saves. */
    @POST
    @Requires(anyOf = Permission.ACCESS_SOAP_API)
    public Response edit(@BeanParam AllowListForm form) {
        FormErrors errors = visit.errors();
        OptionalInt row = form.rearrange(errors, sayOfLists());
        if (row.isPresent() && errors.isEmpty()) {
            return visit.html(form(form, row.getAsInt(), errors));
        }
        Optional<AllowList> asked = row.isPresent() ? Optional.empty() : form.read(errors, sayOfLists());
        return asked.isPresent() ? save(form, asked.get(), errors) : dialogs.again(form(form, 0, errors));
    }

    private Response save(AllowListForm form, AllowList asked, FormErrors errors) {
        ShutOut shutOut = ShutOut.of(
                present()::admits,
                asked,
                Optional.of(visit.address()),
                callers.since(visit.subscriptionId(), visit.now().minus(Callers.REMEMBERED)),
                visit.formats());
        if (!shutOut.isNobody() && !form.confirms(shutOut)) {
            return dialogs.again(Templates.ipRestrictions(form, 0, shutOut, errors));
        }
        try {
            visit.change(change -> save(change, form, asked));
        } catch (RuleViolation violation) {
            errors.add(violation);
            return dialogs.again(form(presentForm(), 0, errors));
        }
        return dialogs.done(asked.enabled() ? say().restrictionsOn() : say().restrictionsOff());
    }

    private void save(Change change, AllowListForm form, AllowList asked) {
        Fingerprint.require(form.shown(), shown(change.subscription().settings().apiAllowList()));
        subscriptions.change(change, change.subscription().settings().with(asked));
    }

    private static TemplateInstance form(AllowListForm form, int focusedRow, FormErrors errors) {
        return Templates.ipRestrictions(form, focusedRow, ShutOut.NOBODY, errors);
    }

    private AllowListForm presentForm() {
        return AllowListForm.of(present(), shown(present()));
    }

    /** What the dialog shows of an allow-list. */
    static String shown(AllowList list) {
        return Fingerprint.of(list);
    }

    private AllowList present() {
        return visit.person().subscription().settings().apiAllowList();
    }

    private AllowListMessages sayOfLists() {
        return visit.messages(AllowListMessages.class);
    }

    private WebServicesMessages say() {
        return visit.messages(WebServicesMessages.class);
    }
}
