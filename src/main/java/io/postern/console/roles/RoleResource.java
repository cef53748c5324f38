package io.postern.console.roles;

import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.role.Roles;
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
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tab Roles of Users & Roles. */
@Path("/roles")
@RunOnVirtualThread
public final class RoleResource {
    /** The newest first: what has just been made is seen at once. */
    private static final TableQuery INITIAL = TableQuery.initial("/roles", RoleStore.Order.CREATED, true);

    private final Visit visit;
    private final Dialogs dialogs;
    private final Store store;
    private final Roles roles;

    RoleResource(Visit visit, Dialogs dialogs, Store store, Roles roles) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.store = store;
        this.roles = roles;
    }

    @CheckedTemplate(basePath = "roles", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance roles(Page page, Table table, List<RoleStore.Listed> rows, String opens);

        static native TemplateInstance newRole(RoleForm form, List<PermissionItem> tree, FormErrors errors);

        static native TemplateInstance editRole(
                int id, RoleForm form, List<PermissionItem> tree, int users, boolean locked, FormErrors errors);

        static native TemplateInstance deleteRole(Role role, boolean locked, FormErrors errors);
    }

    /**
     * The list, and over it the dialog that an address asks for.
     *
     * @param edit the role whose Edit Role opens
     * @param missing names of permissions that are marked in it
     */
    @GET
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response list(
            @BeanParam TableParameters parameters,
            @QueryParam("edit") @Nullable Integer edit,
            @QueryParam(RoleForm.MISSING) @Nullable List<String> missing) {
        TableQuery asked = parameters.query(INITIAL, RoleStore.Order.class);
        return store.inTransaction(handle -> {
            long total = RoleStore.count(handle, visit.subscriptionId(), asked.filter());
            TableQuery query = asked.within(total);
            int subscription = visit.subscriptionId();
            List<RoleStore.Listed> rows = RoleStore.page(
                    handle,
                    subscription,
                    query.filter(),
                    query.column(RoleStore.Order.class),
                    query.descending(),
                    query.offset(),
                    TableQuery.ROWS);
            Table table = new Table(query, total, visit.formats());
            return visit.html(Templates.roles(
                    visit.page(Section.USERS_AND_ROLES), table, rows, opens(edit, RoleForm.permissions(missing))));
        });
    }

    /** The address of the dialog that opens by itself; empty for none. */
    private static String opens(@Nullable Integer edit, Set<Permission> missing) {
        return edit == null ? "" : "/roles/" + edit + "/edit?" + RoleForm.parameters(RoleForm.MISSING, missing);
    }

    /** @param permissions what is ticked at first, by the names of the constants */
    @GET
    @Path("new")
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response askForNew(@QueryParam(RoleForm.PERMISSION) List<String> permissions) {
        return visit.html(creation(RoleForm.granting(permissions), visit.errors()));
    }

    @POST
    @Path("new")
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response create(@BeanParam RoleForm form) {
        FormErrors errors = visit.errors();
        form.check(errors);
        if (!made(errors, change -> roles.create(change, form.name(), form.description(), form.permissions()))) {
            return dialogs.again(creation(form, errors));
        }
        String done = say().created(form.name().strip());
        return visit.person().holds(Permission.ACCESS_USERS)
                ? dialogs.created(done, say().inviteUser(), "/users")
                : dialogs.created(done);
    }

    /**
     * @param missing names of permissions that are marked
     * @param proposed names of permissions that are ticked in the place of what the role has, which is marked
     */
    @GET
    @Path("{id}/edit")
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response askToEdit(
            @PathParam("id") int id,
            @QueryParam(RoleForm.MISSING) @Nullable List<String> missing,
            @QueryParam(RoleForm.PROPOSED) @Nullable List<String> proposed) {
        Role role = role(id);
        RoleForm form =
                RoleForm.of(role).proposing(RoleForm.permissions(proposed)).marking(RoleForm.permissions(missing));
        return visit.html(edition(role, form, visit.errors()));
    }

    @POST
    @Path("{id}/edit")
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response edit(@PathParam("id") int id, @BeanParam RoleForm form) {
        Role role = role(id);
        FormErrors errors = visit.errors();
        form.check(errors);
        if (made(errors, change -> edit(change, id, form))) {
            return dialogs.done(say().saved(form.name().strip()));
        }
        return dialogs.again(
                errors.tellOf(Rule.CHANGED_MEANWHILE)
                        ? edition(role(id), RoleForm.of(role(id)), errors)
                        : edition(role, form, errors));
    }

    private void edit(Change change, int id, RoleForm form) {
        RoleStore.role(change.handle(), change.subscriptionId(), id)
                .ifPresent(before -> Fingerprint.require(form.shown(), RoleForm.shown(before)));
        roles.edit(change, id, form.name(), form.description(), form.permissions());
    }

    @GET
    @Path("{id}/delete")
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response askToDelete(@PathParam("id") int id) {
        return visit.html(deletion(role(id)));
    }

    @POST
    @Path("{id}/delete")
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response delete(@PathParam("id") int id) {
        Role role = role(id);
        return made(visit.errors(), change -> roles.delete(change, id))
                ? dialogs.done(say().deleted(role.name()))
                : dialogs.again(deletion(role));
    }

    private TemplateInstance creation(RoleForm form, FormErrors errors) {
        return Templates.newRole(form, tree(form, Set.of()), errors);
    }

    private TemplateInstance edition(Role role, RoleForm form, FormErrors errors) {
        return store.with(handle -> {
            int users =
                    RoleStore.holders(handle, visit.subscriptionId(), role.id()).size();
            boolean locked =
                    !allowed(errors, () -> roles.requireEditable(handle, visit.subscriptionId(), visit.caller(), role));
            return Templates.editRole(role.id(), form, tree(form, role.permissions()), users, locked, errors);
        });
    }

    private TemplateInstance deletion(Role role) {
        FormErrors errors = visit.errors();
        boolean locked = !store.with(
                handle -> allowed(errors, () -> roles.requireDeletable(handle, visit.subscriptionId(), role)));
        return Templates.deleteRole(role, locked, errors);
    }

    private List<PermissionItem> tree(RoleForm form, Set<Permission> present) {
        return PermissionItem.tree(
                form.permissions(),
                PermissionItem.Mark.of(form, present),
                visit.messages(PermissionMessages.class)::description);
    }

    /** Makes a change, unless something is wrong with the form already or a rule forbids it, which is noted. */
    private boolean made(FormErrors errors, Consumer<Change> work) {
        return errors.isEmpty() && allowed(errors, () -> visit.change(work));
    }

    private static boolean allowed(FormErrors errors, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuleViolation violation) {
            if (violation.rule() == Rule.ALREADY_TAKEN) {
                errors.add("name", violation);
            } else {
                errors.add(violation);
            }
            return false;
        }
    }

    private Role role(int id) {
        return store.with(handle -> RoleStore.role(handle, visit.subscriptionId(), id))
                .orElseThrow(NotFoundException::new);
    }

    private RoleMessages say() {
        return visit.messages(RoleMessages.class);
    }
}
