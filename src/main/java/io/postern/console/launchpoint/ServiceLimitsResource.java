package io.postern.console.launchpoint;

import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.CustomServices;
import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.console.Dialogs;
import io.postern.console.Fingerprint;
import io.postern.console.FormErrors;
import io.postern.console.Visit;
import io.postern.console.allowlist.AllowListForm;
import io.postern.console.allowlist.AllowListMessages;
import io.postern.console.allowlist.ShutOut;
import io.postern.foundation.store.Store;
import io.postern.insight.calls.Callers;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The dialog Limits & IP Restrictions of a service. Whoever would shut out a recent caller of the service is told so,
 * and has to confirm it.
 */
@Path("/launchpoint/{id}/limits")
@RunOnVirtualThread
public final class ServiceLimitsResource {
    private final Visit visit;
    private final Dialogs dialogs;
    private final Store store;
    private final CustomServices services;
    private final Callers callers;

    ServiceLimitsResource(Visit visit, Dialogs dialogs, Store store, CustomServices services, Callers callers) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.store = store;
        this.services = services;
        this.callers = callers;
    }

    @CheckedTemplate(basePath = "launchpoint", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        /**
         * @param fresh whether the dialog begins at its beginning
         * @param focusedRow the row of an address that it goes on with; 0 for none
         */
        static native TemplateInstance limits(
                String title,
                String path,
                LimitsForm limits,
                SharedLimits shared,
                AllowListForm addresses,
                boolean fresh,
                int focusedRow,
                ShutOut shutOut,
                FormErrors errors);
    }

    @GET
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response show(@PathParam("id") long id) {
        return visit.html(present(service(id), visit.errors()));
    }

    /** Adds a row for an address, takes one away, or saves. */
    @POST
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response edit(@PathParam("id") long id, @BeanParam LimitsForm limits, @BeanParam AllowListForm addresses) {
        CustomService service = service(id);
        FormErrors errors = visit.errors();
        OptionalInt row = addresses.rearrange(errors, visit.messages(AllowListMessages.class));
        if (row.isPresent()) {
            TemplateInstance form = form(service, limits, addresses, row.getAsInt(), ShutOut.NOBODY, errors);
            return errors.isEmpty() ? visit.html(form) : dialogs.again(form);
        }
        Limits askedLimits = limits.read(errors, say(), visit.formats());
        Optional<AllowList> askedList = addresses.read(errors, visit.messages(AllowListMessages.class));
        if (askedList.isEmpty()) {
            return dialogs.again(form(service, limits, addresses, 0, ShutOut.NOBODY, errors));
        }
        ShutOut shutOut = shutOut(service, askedList.get());
        if (!shutOut.isNobody() && !addresses.confirms(shutOut)) {
            return dialogs.again(form(service, limits, addresses, 0, shutOut, errors));
        }
        try {
            visit.change(change -> save(change, id, addresses.shown(), askedLimits, askedList.get()));
        } catch (RuleViolation violation) {
            errors.add(violation);
            return dialogs.again(
                    errors.tellOf(Rule.CHANGED_MEANWHILE)
                            ? present(service(id), errors)
                            : form(service, limits, addresses, 0, ShutOut.NOBODY, errors));
        }
        return dialogs.done(say().restrictionsSaved(service.displayName()));
    }

    private void save(Change change, long id, String shown, Limits limits, AllowList allowList) {
        CustomServiceStore.byId(change.handle(), change.subscriptionId(), id)
                .ifPresent(before -> Fingerprint.require(shown, shown(before)));
        services.restrict(change, id, limits, allowList);
    }

    /** Who calls through this service now, as far as the subscription lets them, and could not any more. */
    private ShutOut shutOut(CustomService service, AllowList asked) {
        AllowList shared = settings().apiAllowList();
        return ShutOut.of(
                address -> shared.admits(address) && service.apiAllowList().admits(address),
                asked,
                Optional.empty(),
                callers.since(visit.subscriptionId(), service.id(), visit.now().minus(Callers.REMEMBERED)),
                visit.formats());
    }

    private TemplateInstance present(CustomService service, FormErrors errors) {
        return form(
                service,
                LimitsForm.of(service.limits()),
                AllowListForm.of(service.apiAllowList(), shown(service)),
                0,
                ShutOut.NOBODY,
                errors);
    }

    private TemplateInstance form(
            CustomService service,
            LimitsForm limits,
            AllowListForm addresses,
            int focusedRow,
            ShutOut shutOut,
            FormErrors errors) {
        return Templates.limits(
                say().limitsAndIpRestrictionsOf(service.displayName()),
                "/launchpoint/" + service.id() + "/limits",
                limits,
                SharedLimits.of(settings().limits(), say(), visit.formats()),
                addresses,
                focusedRow == 0 && shutOut.isNobody(),
                focusedRow,
                shutOut,
                errors);
    }

    /** What the dialog shows of a service. */
    private static String shown(CustomService service) {
        return Fingerprint.of(service.limits(), service.apiAllowList());
    }

    private CustomService service(long id) {
        return store.with(handle -> CustomServiceStore.byId(handle, visit.subscriptionId(), id))
                .orElseThrow(NotFoundException::new);
    }

    private Settings settings() {
        return visit.person().subscription().settings();
    }

    private LaunchPointMessages say() {
        return visit.messages(LaunchPointMessages.class);
    }
}
