package io.postern.console.launchpoint;

import io.postern.access.customservice.ClientSecret;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.user.LastDay;
import io.postern.console.Dialogs;
import io.postern.console.FormErrors;
import io.postern.console.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Client Secrets: rotates, ends and expires the secrets of a service. */
@Path("/launchpoint/{id}/secrets")
@RunOnVirtualThread
public final class SecretResource {
    private static final int LONGEST_NUMBER = 4;

    /** What the page of a service listens to. */
    private static final String SECRETS_CHANGED = "secretsChanged";

    private final Visit visit;
    private final Dialogs dialogs;
    private final SecretsDialog dialog;
    private final Confirmations confirmations;
    private final ClientSecrets secrets;

    SecretResource(
            Visit visit, Dialogs dialogs, SecretsDialog dialog, Confirmations confirmations, ClientSecrets secrets) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.dialog = dialog;
        this.confirmations = confirmations;
        this.secrets = secrets;
    }

    @GET
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response list(@PathParam("id") long id) {
        return visit.html(dialog.show(id));
    }

    /** @param overlap in days */
    @POST
    @Path("rotate")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response rotate(@PathParam("id") long id, @FormParam("overlap") @Nullable String overlap) {
        String typed = Objects.requireNonNullElse(overlap, "").strip();
        FormErrors errors = visit.errors();
        Optional<Duration> days = days(typed);
        if (days.isEmpty()) {
            errors.addUnreadable("overlap");
            return dialogs.again(dialog.refused(id, typed, errors));
        }
        try {
            ClientSecret fresh = apply(change -> secrets.rotate(change, id, days.get()));
            return dialogs.telling(SECRETS_CHANGED, dialog.rotated(id, fresh));
        } catch (RuleViolation violation) {
            note(errors, violation.rule() == Rule.OVERLAP_TOO_LONG ? "overlap" : FormErrors.FORM, violation);
            return dialogs.again(dialog.refused(id, typed, errors));
        }
    }

    @GET
    @Path("{secret}/end")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response askToEnd(@PathParam("id") long id, @PathParam("secret") long secret) {
        return visit.html(confirmations.end(id, secret));
    }

    @POST
    @Path("{secret}/end")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response end(@PathParam("id") long id, @PathParam("secret") long secret) {
        return made(id, say().oldEnded(), change -> secrets.end(change, id, secret));
    }

    @GET
    @Path("cancel")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response askToCancel(@PathParam("id") long id) {
        return visit.html(confirmations.cancel(id));
    }

    @POST
    @Path("cancel")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response cancel(@PathParam("id") long id) {
        return made(id, say().rotationCancelled(), change -> secrets.cancel(change, id));
    }

    /** @param lastDay on which the secret is accepted, ISO 8601; empty for no end */
    @POST
    @Path("{secret}/expire")
    @Requires(anyOf = Permission.ACCESS_EVENT_PARTNERS)
    public Response expire(
            @PathParam("id") long id,
            @PathParam("secret") long secret,
            @FormParam("lastDay") @Nullable String lastDay) {
        String typed = Objects.requireNonNullElse(lastDay, "").strip();
        String field = "lastDay-" + secret;
        FormErrors errors = visit.errors();
        Optional<LastDay> day = LastDay.parse(typed);
        if (day.isEmpty() && !typed.isEmpty()) {
            errors.addUnreadable(field);
        } else {
            @Nullable Instant end = day.map(last -> last.end(visit.zone())).orElse(null);
            try {
                return applied(id, say().expirySaved(), change -> secrets.expire(change, id, secret, end));
            } catch (RuleViolation violation) {
                note(errors, field, violation);
            }
        }
        return dialogs.again(dialog.refused(id, new SecretsDialog.TypedDay(secret, typed), errors));
    }

    private Response made(long id, String done, Consumer<Change> work) {
        try {
            return applied(id, done, work);
        } catch (RuleViolation violation) {
            FormErrors errors = visit.errors();
            note(errors, FormErrors.FORM, violation);
            return dialogs.again(dialog.refused(id, "", errors));
        }
    }

    private Response applied(long id, String done, Consumer<Change> work) {
        apply(change -> {
            work.accept(change);
            return true;
        });
        return dialogs.telling(SECRETS_CHANGED, dialog.done(id, done));
    }

    private <T> T apply(Function<Change, T> work) {
        return visit.changing(work);
    }

    /** Notes a broken rule, with an instant in it as the visitor reads one. */
    private void note(FormErrors errors, String field, RuleViolation violation) {
        switch (violation.rule()) {
            case SECRET_ORDER ->
                errors.add(
                        field,
                        new RuleViolation(
                                violation.rule(),
                                violation.text(),
                                visit.formats()
                                        .instant(
                                                Instant.parse(violation.values().getFirst()))));
            case NOT_HELD -> errors.add(violation);
            default -> errors.add(field, violation);
        }
    }

    private static Optional<Duration> days(String text) {
        return !text.isEmpty()
                        && text.length() <= LONGEST_NUMBER
                        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                ? Optional.of(Duration.ofDays(Integer.parseInt(text)))
                : Optional.empty();
    }

    private LaunchPointMessages say() {
        return visit.messages(LaunchPointMessages.class);
    }
}
