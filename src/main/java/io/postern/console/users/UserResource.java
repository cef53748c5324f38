package io.postern.console.users;

import io.postern.access.Changes;
import io.postern.access.RuleViolation;
import io.postern.access.role.Permission;
import io.postern.access.role.Requires;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Workspace;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.console.Dialogs;
import io.postern.console.FormErrors;
import io.postern.console.Page;
import io.postern.console.Section;
import io.postern.console.Table;
import io.postern.console.TableQuery;
import io.postern.console.Visit;
import io.postern.foundation.store.Store;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    private final Changes changes;
    private final Users users;
    private final InstantSource clock;

    UserResource(Visit visit, Dialogs dialogs, Store store, Changes changes, Users users, InstantSource clock) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.store = store;
        this.changes = changes;
        this.users = users;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "users", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance users(Page page, Table table, List<UserRow> rows);

        static native TemplateInstance deleteUser(User user, List<String> services, FormErrors errors);
    }

    @GET
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response list(
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("order") @Nullable String order,
            @QueryParam("page") @Nullable String page) {
        TableQuery query = TableQuery.of(INITIAL, UserStore.Order.class, filter, sort, order, page);
        return store.inTransaction(handle -> {
            int subscription = visit.subscriptionId();
            Map<Integer, String> roles =
                    RoleStore.roles(handle, subscription).stream().collect(Collectors.toMap(Role::id, Role::name));
            Map<Integer, String> workspaces = SubscriptionStore.workspaces(handle, subscription).stream()
                    .collect(Collectors.toMap(Workspace::id, Workspace::name));
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
                            listed.user(), listed.services(), roles, workspaces, visit.formats(), clock.instant()))
                    .toList();
            long total = UserStore.count(handle, subscription, query.filter());
            Table table = new Table(query, total, visit.formats());
            return visit.html(Templates.users(visit.page(Section.USERS_AND_ROLES), table, rows));
        });
    }

    @GET
    @Path("{id}/delete")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response askToDelete(@PathParam("id") long id) {
        return visit.html(deletion(id, new FormErrors(visit.language())));
    }

    @POST
    @Path("{id}/delete")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response delete(@PathParam("id") long id) {
        User user = user(id);
        try {
            changes.run(visit.caller(), visit.subscriptionId(), change -> users.delete(change, id));
        } catch (RuleViolation violation) {
            FormErrors errors = new FormErrors(visit.language());
            errors.add(violation);
            return dialogs.again(deletion(id, errors));
        }
        return dialogs.done(visit.messages(UserMessages.class).deleted(user.login()));
    }

    private TemplateInstance deletion(long id, FormErrors errors) {
        List<String> services = store.with(handle -> UserStore.servicesOf(handle, visit.subscriptionId(), id));
        return Templates.deleteUser(user(id), services, errors);
    }

    private User user(long id) {
        return store.with(handle -> UserStore.byId(handle, visit.subscriptionId(), id))
                .orElseThrow(NotFoundException::new);
    }
}
