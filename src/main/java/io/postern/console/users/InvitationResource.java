package io.postern.console.users;

import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.role.Assignment;
import io.postern.access.role.Roles;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.console.Dialogs;
import io.postern.console.FormErrors;
import io.postern.console.Visit;
import io.postern.foundation.store.Store;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dialog Invite New User, in three steps: who it is, what they may do, what they are sent. The form holds all three
 * and shows one, so that nothing that was typed is lost on the way back. The server keeps nothing before the last step.
 */
@Path("/users/invite")
@RunOnVirtualThread
public final class InvitationResource {
    private final Visit visit;
    private final Dialogs dialogs;
    private final Store store;
    private final Users users;
    private final Roles roles;

    InvitationResource(Visit visit, Dialogs dialogs, Store store, Users users, Roles roles) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.store = store;
        this.users = users;
        this.roles = roles;
    }

    @CheckedTemplate(basePath = "users", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance invite(
                UserForm form,
                InvitationStep step,
                List<RoleChoice> roles,
                boolean callsNothing,
                String accessEnd,
                String subscription,
                FormErrors errors);
    }

    @GET
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response begin() {
        return visit.html(step(InvitationStep.INFO, new UserForm(), visit.errors()));
    }

    @POST
    @Requires(anyOf = Permission.ACCESS_USERS)
    public Response go(
            @FormParam("step") @Nullable String number,
            @FormParam("go") @Nullable String direction,
            @BeanParam UserForm form) {
        InvitationStep step = InvitationStep.numbered(Objects.requireNonNullElse(number, ""));
        if ("back".equals(direction)) {
            return visit.html(step(step.previous(), form, visit.errors()));
        }
        FormErrors errors = visit.errors();
        checkInfo(form, errors);
        if (!errors.isEmpty()) {
            return dialogs.again(step(InvitationStep.INFO, form, errors));
        }
        if (step.isFirst()) {
            return visit.html(step(step.next(), form, errors));
        }
        if (!RoleChoice.any(assignables().as(form))) {
            errors.add("role", visit.messages(UserMessages.class).roleMissing());
            return dialogs.again(step(InvitationStep.PERMISSIONS, form, errors));
        }
        return step.isLast() ? create(form, errors) : visit.html(step(step.next(), form, errors));
    }

    private void checkInfo(UserForm form, FormErrors errors) {
        form.check(errors, visit.zone(), visit.now(), Optional.empty());
        if (!errors.has("email")) {
            errors.check(
                    "email",
                    () -> store.useTransaction(
                            handle -> Users.requireFree(handle, form.email().strip())));
        }
    }

    private Response create(UserForm form, FormErrors errors) {
        UserDetails details = form.details(visit.zone(), Optional.empty());
        UserMessages say = visit.messages(UserMessages.class);
        try {
            User made = visit.changing(change -> {
                Set<Assignment> assignments = Assignables.read(change.handle(), change.subscriptionId())
                        .assignments(change, roles, form, List.of());
                return form.isApiOnly()
                        ? users.createApiOnly(change, details, assignments)
                        : users.createPerson(change, details, null, assignments);
            });
            if (!made.apiOnly()) {
                return dialogs.created(say.createdPending(made.login()));
            }
            return visit.person().holds(Permission.ACCESS_EVENT_PARTNERS)
                    ? dialogs.created(
                            say.createdApiOnly(made.login()), say.createService(), "/launchpoint?user=" + made.id())
                    : dialogs.created(say.createdApiOnly(made.login()));
        } catch (RuleViolation violation) {
            if (violation.rule() == Rule.ALREADY_TAKEN) {
                errors.add("email", violation);
                return dialogs.again(step(InvitationStep.INFO, form, errors));
            }
            errors.add(violation);
            return dialogs.again(step(InvitationStep.PERMISSIONS, form, errors));
        }
    }

    private TemplateInstance step(InvitationStep step, UserForm form, FormErrors errors) {
        List<RoleChoice> roles = assignables().as(form);
        return Templates.invite(
                form,
                step,
                roles,
                form.isApiOnly() && RoleChoice.callNothing(roles),
                form.accessEnd(visit.zone()).map(visit.formats()::instant).orElse(""),
                visit.person().subscription().settings().name(),
                errors);
    }

    private Assignables assignables() {
        return store.inTransaction(handle -> Assignables.read(handle, visit.subscriptionId()));
    }
}
