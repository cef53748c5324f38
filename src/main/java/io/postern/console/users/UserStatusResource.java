package io.postern.console.users;

import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.token.TokenRevocation;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.console.Dialogs;
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

/** Switches users off and on and takes their tokens back, after a question that names what stops working. */
@Path("/users/{id}")
@RunOnVirtualThread
public final class UserStatusResource {
    private final Visit visit;
    private final Dialogs dialogs;
    private final Store store;
    private final Users users;
    private final TokenRevocation tokens;

    UserStatusResource(Visit visit, Dialogs dialogs, Store store, Users users, TokenRevocation tokens) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.store = store;
        this.users = users;
        this.tokens = tokens;
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
        return dialogs.change(say().disable(), change -> {
            users.disable(change, id);
            return say().disabled(user.login());
        });
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
        return dialogs.change(say().enable(), change -> {
            users.enable(change, id);
            return say().enabled(user.login());
        });
    }

    @GET
    @Path("revoke")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response askToRevoke(@PathParam("id") long id) {
        User user = apiOnlyUser(id);
        List<String> services = services(user);
        return visit.html(dialogs.question(
                say().revokeTokens(),
                "/users/" + id + "/revoke",
                say().revokeQuestion(user.name(), user.login()),
                services.isEmpty() ? say().revokeUnused() : say().revokeHint(RuleTexts.some(services)),
                true));
    }

    @POST
    @Path("revoke")
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response revoke(@PathParam("id") long id) {
        User user = apiOnlyUser(id);
        return dialogs.change(
                say().revokeTokens(),
                change -> tokens.ofUser(change, id) == 0
                        ? say().nothingRevoked(user.login())
                        : say().revoked(user.login()));
    }

    private String consequence(User user) {
        if (!user.apiOnly()) {
            return say().disablePerson();
        }
        List<String> services = services(user);
        return services.isEmpty() ? say().disableUnused() : say().disableApiOnly(RuleTexts.some(services));
    }

    private List<String> services(User user) {
        return store.with(handle -> UserStore.servicesOf(handle, visit.subscriptionId(), user.id()));
    }

    private User apiOnlyUser(long id) {
        User user = user(id);
        if (!user.apiOnly()) {
            throw new NotFoundException();
        }
        return user;
    }

    private User user(long id) {
        return store.with(handle -> UserStore.byId(handle, visit.subscriptionId(), id))
                .orElseThrow(NotFoundException::new);
    }

    private UserMessages say() {
        return visit.messages(UserMessages.class);
    }
}
