package io.postern.console.users;

import io.postern.access.Changes;
import io.postern.access.RuleViolation;
import io.postern.access.role.Permission;
import io.postern.access.role.Requires;
import io.postern.access.subscription.Change;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.console.Dialogs;
import io.postern.console.FormErrors;
import io.postern.console.RuleTexts;
import io.postern.console.Visit;
import io.postern.foundation.store.Store;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Consumer;

/** Switches users off and on, after a question that names what stops working. */
@Path("/users/{id}")
@RunOnVirtualThread
public final class UserStatusResource {
    private final Visit visit;
    private final Dialogs dialogs;
    private final Store store;
    private final Changes changes;
    private final Users users;

    UserStatusResource(Visit visit, Dialogs dialogs, Store store, Changes changes, Users users) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.store = store;
        this.changes = changes;
        this.users = users;
    }

    @GET
    @Path("disable")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response askToDisable(@PathParam("id") long id) {
        User user = user(id);
        return visit.html(dialogs.question(
                say().disable(),
                "/users/" + id + "/disable",
                say().disableQuestion(user.name(), user.login()),
                consequence(user),
                true));
    }

    @POST
    @Path("disable")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response disable(@PathParam("id") long id) {
        User user = user(id);
        return made(say().disable(), say().disabled(user.login()), change -> users.disable(change, id));
    }

    @GET
    @Path("enable")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response askToEnable(@PathParam("id") long id) {
        User user = user(id);
        return visit.html(dialogs.question(
                say().enable(),
                "/users/" + id + "/enable",
                say().enableQuestion(user.name(), user.login()),
                user.apiOnly() ? say().enableApiOnly() : say().enablePerson(),
                false));
    }

    @POST
    @Path("enable")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response enable(@PathParam("id") long id) {
        User user = user(id);
        return made(say().enable(), say().enabled(user.login()), change -> users.enable(change, id));
    }

    private String consequence(User user) {
        if (!user.apiOnly()) {
            return say().disablePerson();
        }
        List<String> services = store.with(handle -> UserStore.servicesOf(handle, visit.subscriptionId(), user.id()));
        return services.isEmpty() ? say().disableUnused() : say().disableApiOnly(RuleTexts.some(services));
    }

    private Response made(String title, String done, Consumer<Change> work) {
        try {
            changes.run(visit.caller(), visit.subscriptionId(), work);
        } catch (RuleViolation violation) {
            FormErrors errors = new FormErrors(visit.language());
            errors.add(violation);
            return dialogs.refused(title, errors.ofForm());
        }
        return dialogs.done(done);
    }

    private User user(long id) {
        return store.with(handle -> UserStore.byId(handle, visit.subscriptionId(), id))
                .orElseThrow(NotFoundException::new);
    }

    private UserMessages say() {
        return visit.messages(UserMessages.class);
    }
}
