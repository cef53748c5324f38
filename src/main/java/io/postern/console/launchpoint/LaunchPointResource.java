package io.postern.console.launchpoint;

import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.NewService;
import io.postern.access.customservice.OwnedService;
import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.console.Dialogs;
import io.postern.console.Fingerprint;
import io.postern.console.FormErrors;
import io.postern.console.Page;
import io.postern.console.Section;
import io.postern.console.Table;
import io.postern.console.TableParameters;
import io.postern.console.TableQuery;
import io.postern.console.Visit;
import io.postern.foundation.store.Store;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page LaunchPoint: the list of custom services, and the dialogs that make, edit and delete one. */
@Path("/launchpoint")
@RunOnVirtualThread
public final class LaunchPointResource {
    private static final String PATH = "/launchpoint";

    /** The newest first: what has just been made is seen at once. */
    private static final TableQuery INITIAL = TableQuery.initial(PATH, CustomServiceStore.Order.CREATED, true);

    private final Visit visit;
    private final Dialogs dialogs;
    private final Store store;
    private final CustomServices services;
    private final CredentialsDialog credentials;

    LaunchPointResource(
            Visit visit, Dialogs dialogs, Store store, CustomServices services, CredentialsDialog credentials) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.store = store;
        this.services = services;
        this.credentials = credentials;
    }

    @CheckedTemplate(basePath = "launchpoint", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance services(Page page, Table table, List<ServiceRow> rows, String opens);

        static native TemplateInstance newService(
                ServiceForm form, List<CustomServiceStore.Owner> owners, FormErrors errors);

        static native TemplateInstance noApiOnlyUser(Section users, boolean mayInvite);

        static native TemplateInstance editService(
                long id, ServiceForm form, List<CustomServiceStore.Owner> owners, FormErrors errors);

        static native TemplateInstance deleteService(ServiceRow service);
    }

    /**
     * The list, and over it the dialog that an address asks for.
     *
     * @param isNew whether New Service opens
     * @param user for whom New Service opens
     * @param service whose details open
     */
    @GET
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response list(
            @BeanParam TableParameters parameters,
            @QueryParam("new") boolean isNew,
            @QueryParam("user") @Nullable Long user,
            @QueryParam("service") @Nullable Long service) {
        TableQuery asked = parameters.query(INITIAL, CustomServiceStore.Order.class);
        return store.inTransaction(handle -> {
            long total = CustomServiceStore.count(handle, visit.subscriptionId(), asked.filter());
            TableQuery query = asked.within(total);
            List<ServiceRow> rows = CustomServiceStore.page(
                            handle,
                            visit.subscriptionId(),
                            query.filter(),
                            query.column(CustomServiceStore.Order.class),
                            query.descending(),
                            query.offset(),
                            TableQuery.ROWS)
                    .stream()
                    .map(owned -> ServiceRow.of(owned, visit.now()))
                    .toList();
            Table table = new Table(query, total, visit.formats());
            return visit.html(
                    Templates.services(visit.page(Section.LAUNCHPOINT), table, rows, opens(isNew, user, service)));
        });
    }

    /** The address of the dialog that opens by itself; empty for none. */
    private static String opens(boolean isNew, @Nullable Long user, @Nullable Long service) {
        if (service != null) {
            return PATH + "/" + service + "/details";
        }
        if (user != null) {
            return PATH + "/new?user=" + user;
        }
        return isNew ? PATH + "/new" : "";
    }

    @GET
    @Path("new")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response askForNew(@QueryParam("user") @Nullable Long user) {
        List<CustomServiceStore.Owner> owners = owners();
        return visit.html(
                owners.isEmpty()
                        ? Templates.noApiOnlyUser(
                                Section.USERS_AND_ROLES, visit.person().holds(Permission.ACCESS_USERS))
                        : Templates.newService(ServiceForm.forUser(user), owners, visit.errors()));
    }

    /** Makes a service. What cannot be shown again later is shown now. */
    @POST
    @Path("new")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response create(@BeanParam ServiceForm form) {
        FormErrors errors = visit.errors();
        form.check(errors);
        if (errors.isEmpty()) {
            try {
                CustomServices.Created made = visit.changing(change -> services.create(
                        change,
                        new NewService(
                                form.displayName(),
                                form.description(),
                                form.user().getAsLong(),
                                Optional.empty(),
                                Optional.empty())));
                return created(made);
            } catch (RuleViolation violation) {
                ServiceForm.note(errors, violation);
            }
        }
        return dialogs.again(Templates.newService(form, owners(), errors));
    }

    private Response created(CustomServices.Created made) {
        CustomService service = made.service();
        if (!visit.person().subscription().settings().compatibility().secretsRevealable()) {
            return credentials.shownOnce(service.id(), made.secret());
        }
        LaunchPointMessages say = messages();
        return dialogs.created(
                say.created(service.displayName()), say.viewDetails(), PATH + "?service=" + service.id());
    }

    @GET
    @Path("{id}/edit")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response askToEdit(@PathParam("id") long id) {
        ServiceForm form = ServiceForm.of(owned(id).service());
        return visit.html(Templates.editService(id, form, owners(), visit.errors()));
    }

    @POST
    @Path("{id}/edit")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response edit(@PathParam("id") long id, @BeanParam ServiceForm form) {
        requireThere(id);
        FormErrors errors = visit.errors();
        form.check(errors);
        if (errors.isEmpty()) {
            try {
                visit.change(change -> edit(change, id, form));
                return dialogs.done(messages().saved(form.displayName().strip()));
            } catch (RuleViolation violation) {
                ServiceForm.note(errors, violation);
            }
        }
        ServiceForm shown =
                errors.tellOf(Rule.CHANGED_MEANWHILE) ? ServiceForm.of(owned(id).service()) : form;
        return dialogs.again(Templates.editService(id, shown, owners(), errors));
    }

    /** Before anything is said of the form. */
    private void requireThere(long id) {
        owned(id);
    }

    private void edit(Change change, long id, ServiceForm form) {
        CustomServiceStore.owned(change.handle(), change.subscriptionId(), id)
                .ifPresent(before -> Fingerprint.require(form.shown(), ServiceForm.shown(before.service())));
        services.edit(
                change, id, form.displayName(), form.description(), form.user().getAsLong());
    }

    @GET
    @Path("{id}/delete")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response askToDelete(@PathParam("id") long id) {
        return visit.html(Templates.deleteService(ServiceRow.of(owned(id), visit.now())));
    }

    @POST
    @Path("{id}/delete")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response delete(@PathParam("id") long id) {
        String name = owned(id).service().displayName();
        try {
            visit.change(change -> services.delete(change, id));
        } catch (RuleViolation gone) {
            throw new NotFoundException(gone);
        }
        // the page of what is gone cannot be shown anew
        return visit.shownPath().equals(Optional.of(PATH + "/" + id))
                ? dialogs.leave(PATH)
                : dialogs.done(messages().deleted(name));
    }

    private OwnedService owned(long id) {
        return store.with(handle -> CustomServiceStore.owned(handle, visit.subscriptionId(), id))
                .orElseThrow(NotFoundException::new);
    }

    private List<CustomServiceStore.Owner> owners() {
        return store.with(handle -> CustomServiceStore.owners(handle, visit.subscriptionId()));
    }

    private LaunchPointMessages messages() {
        return visit.messages(LaunchPointMessages.class);
    }
}
