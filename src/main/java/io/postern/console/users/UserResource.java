package io.postern.console.users;

import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.role.Roles;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.user.LastDay;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.console.Dialogs;
import io.postern.console.Fingerprint;
import io.postern.console.FormErrors;
import io.postern.console.Page;
import io.postern.console.RuleTexts;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tab Users of Users & Roles. */
@Path("/users")
@RunOnVirtualThread
public final class UserResource {
    /** The newest first: who has just been made is seen at once. */
    private static final TableQuery INITIAL = TableQuery.initial("/users", UserStore.Order.CREATED, true);

    private final Visit visit;
    private final Dialogs dialogs;
    private final Store store;
    private final Users users;
    private final Roles roles;

    UserResource(Visit visit, Dialogs dialogs, Store store, Users users, Roles roles) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.store = store;
        this.users = users;
        this.roles = roles;
    }

    @CheckedTemplate(basePath = "users", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance users(Page page, Table table, List<UserRow> rows, String opens);

        static native TemplateInstance accessEnd(String accessEnd);

        static native TemplateInstance editUser(
                User user,
                UserForm form,
                List<RoleChoice> roles,
                boolean callsNothing,
                String accessEnd,
                int services,
                FormErrors errors);

        static native TemplateInstance deleteUser(User user, List<String> services, String owned, FormErrors errors);
    }

    /**
     * The list, and over it the dialog that an address asks for.
     *
     * @param user whom Edit User opens for
     */
    @GET
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response list(@BeanParam TableParameters parameters, @QueryParam("user") @Nullable Long user) {
        TableQuery asked = parameters.query(INITIAL, UserStore.Order.class);
        return store.inTransaction(handle -> {
            long total = UserStore.count(handle, visit.subscriptionId(), asked.filter());
            TableQuery query = asked.within(total);
            int subscription = visit.subscriptionId();
            Assignables assignables = Assignables.read(handle, subscription);
            Map<Integer, String> roles = assignables.roleNames();
            Map<Integer, String> workspaces = assignables.workspaceNames();
            List<UserRow> rows = UserStore.page(
                            handle,
                            subscription,
                            query.filter(),
                            query.column(UserStore.Order.class),
                            query.descending(),
                            query.offset(),
                            TableQuery.ROWS)
                    .stream()
                    .map(listed -> UserRow.of(
                            listed.user(), listed.services(), roles, workspaces, visit.formats(), visit.now()))
                    .toList();
            Table table = new Table(query, total, visit.formats());
            return visit.html(Templates.users(
                    visit.page(Section.USERS_AND_ROLES), table, rows, user == null ? "" : "/users/" + user + "/edit"));
        });
    }

    /** When access ends that has a last day: what stands below the field. */
    @GET
    @Path("access-end")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response accessEnd(@QueryParam("accessExpires") @Nullable String date) {
        String end = LastDay.parse(Objects.requireNonNullElse(date, ""))
                .map(day -> visit.formats().instant(day.end(visit.zone())))
                .orElse("");
        return visit.html(Templates.accessEnd(end));
    }

    @GET
    @Path("{id}/edit")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response edit(@PathParam("id") long id) {
        return visit.html(editing(id, visit.errors()));
    }

    @POST
    @Path("{id}/edit")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response save(@PathParam("id") long id, @BeanParam UserForm form) {
        User user = user(id);
        List<RoleChoice> chosen = assignables().as(form);
        FormErrors errors = visit.errors();
        form.check(errors, visit.zone(), visit.now(), Optional.of(user));
        if (!RoleChoice.any(chosen)) {
            errors.add("role", visit.messages(UserMessages.class).roleMissing());
        }
        if (errors.isEmpty()) {
            try {
                visit.change(change -> save(change, id, form));
                return dialogs.done(visit.messages(UserMessages.class).saved(form.email()));
            } catch (RuleViolation violation) {
                errors.add(violation.rule() == Rule.ALREADY_TAKEN ? "email" : FormErrors.FORM, violation);
            }
        }
        return dialogs.again(
                errors.tellOf(Rule.CHANGED_MEANWHILE) ? editing(id, errors) : editing(user, form, chosen, errors));
    }

    private void save(Change change, long id, UserForm form) {
        User before =
                UserStore.byId(change.handle(), change.subscriptionId(), id).orElseThrow(NotFoundException::new);
        Assignables assignables = Assignables.read(change.handle(), change.subscriptionId());
        Fingerprint.require(form.shown(), assignables.shown(before));
        users.edit(change, id, form.details(visit.zone(), Optional.of(before)));
        users.assign(change, id, assignables.assignments(change, roles, form, before.assignments()));
    }

    @GET
    @Path("{id}/delete")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response askToDelete(@PathParam("id") long id) {
        return visit.html(deletion(id, visit.errors()));
    }

    @POST
    @Path("{id}/delete")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response delete(@PathParam("id") long id) {
        User user = user(id);
        try {
            visit.change(change -> users.delete(change, id));
        } catch (RuleViolation violation) {
            FormErrors errors = visit.errors();
            errors.add(violation);
            return dialogs.again(deletion(id, errors));
        }
        return dialogs.done(visit.messages(UserMessages.class).deleted(user.login()));
    }

    /** Edit User as the user stands. */
    private TemplateInstance editing(long id, FormErrors errors) {
        return store.inTransaction(handle -> {
            User user = UserStore.byId(handle, visit.subscriptionId(), id).orElseThrow(NotFoundException::new);
            Assignables assignables = Assignables.read(handle, visit.subscriptionId());
            UserForm form = UserForm.of(user, visit.zone(), assignables.shown(user));
            return editing(user, form, assignables.as(user.assignments()), errors);
        });
    }

    private TemplateInstance editing(User user, UserForm form, List<RoleChoice> roles, FormErrors errors) {
        return Templates.editUser(
                user,
                form,
                roles,
                user.apiOnly() && RoleChoice.callNothing(roles),
                form.accessEnd(visit.zone()).map(visit.formats()::instant).orElse(""),
                services(user.id()).size(),
                errors);
    }

    private TemplateInstance deletion(long id, FormErrors errors) {
        List<String> services = services(id);
        return Templates.deleteUser(user(id), services, RuleTexts.some(services), errors);
    }

    private List<String> services(long id) {
        return store.with(handle -> UserStore.servicesOf(handle, visit.subscriptionId(), id));
    }

    private Assignables assignables() {
        return store.inTransaction(handle -> Assignables.read(handle, visit.subscriptionId()));
    }

    private User user(long id) {
        return store.with(handle -> UserStore.byId(handle, visit.subscriptionId(), id))
                .orElseThrow(NotFoundException::new);
    }
}
