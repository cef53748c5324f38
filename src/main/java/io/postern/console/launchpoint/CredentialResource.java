package io.postern.console.launchpoint;

import io.postern.access.customservice.ClientSecret;
import io.postern.access.customservice.CustomServices;
import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.rule.RuleViolation;
import io.postern.access.token.TokenGrant;
import io.postern.access.token.TokenGrants;
import io.postern.console.Dialogs;
import io.postern.console.FormErrors;
import io.postern.console.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * View Details: hands out the credentials of a service, each when it is asked for. What is secret comes by POST only.
 */
@Path("/launchpoint/{id}")
@RunOnVirtualThread
public final class CredentialResource {
    /** What the page of a service listens to. */
    private static final String SECRET_SEEN = "secretSeen";

    private final Visit visit;
    private final Dialogs dialogs;
    private final CredentialsDialog dialog;
    private final CustomServices services;
    private final TokenGrants grants;

    CredentialResource(
            Visit visit, Dialogs dialogs, CredentialsDialog dialog, CustomServices services, TokenGrants grants) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.dialog = dialog;
        this.services = services;
        this.grants = grants;
    }

    @GET
    @Path("details")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response details(@PathParam("id") long id) {
        return visit.html(dialog.details(id));
    }

    @POST
    @Path("secret")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response secret(@PathParam("id") long id) {
        try {
            return dialogs.telling(SECRET_SEEN, dialog.secret(id, reveal(id)));
        } catch (RuleViolation violation) {
            return dialogs.again(dialog.secretRefused(id, text(violation)));
        }
    }

    @POST
    @Path("token")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response token(@PathParam("id") long id) {
        try {
            TokenGrant grant = visit.audited(change -> grants.grant(change, id));
            return switch (grant) {
                case TokenGrant.Granted granted -> dialogs.telling(SECRET_SEEN, dialog.token(id, granted));
                case TokenGrant.Denied denied -> dialogs.again(dialog.tokenDenied(id));
            };
        } catch (RuleViolation violation) {
            return dialogs.again(dialog.tokenRefused(id, text(violation)));
        }
    }

    @POST
    @Path("settings")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response settings(@PathParam("id") long id) {
        try {
            return dialogs.telling(SECRET_SEEN, dialog.settings(id, reveal(id)));
        } catch (RuleViolation violation) {
            return dialogs.again(dialog.settingsRefused(id, text(violation)));
        }
    }

    private Optional<ClientSecret> reveal(long id) {
        return visit.audited(change -> services.reveal(change, id));
    }

    private String text(RuleViolation violation) {
        FormErrors errors = visit.errors();
        errors.add(violation);
        return errors.ofForm();
    }
}
