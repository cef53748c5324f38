package io.postern.console.launchpoint;

import io.postern.access.customservice.CustomService;
import io.postern.access.rule.RuleViolation;
import io.postern.access.rule.Texts;
import io.postern.console.Fingerprint;
import io.postern.console.FormErrors;
import jakarta.ws.rs.FormParam;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What an administrator types about a custom service. Texts are as typed, until they are read. */
public final class ServiceForm {
    @FormParam("displayName")
    @Nullable
    String displayName;

    @FormParam("description")
    @Nullable
    String description;

    @FormParam("user")
    @Nullable
    String user;

    @FormParam("shown")
    @Nullable
    String shown;

    /** An empty form; the user may be chosen already. */
    static ServiceForm forUser(@Nullable Long userId) {
        ServiceForm form = new ServiceForm();
        form.user = userId == null ? "" : userId.toString();
        return form;
    }

    /** The form of a service as it stands. */
    static ServiceForm of(CustomService service) {
        ServiceForm form = forUser(service.userId());
        form.displayName = service.displayName();
        form.description = service.description();
        form.shown = shown(service);
        return form;
    }

    /** What Edit Service shows of a service. */
    static String shown(CustomService service) {
        return Fingerprint.of(service.displayName(), service.description(), service.userId());
    }

    /** What {@link #shown(CustomService)} said when the form was first shown. */
    public String shown() {
        return Objects.requireNonNullElse(shown, "");
    }

    public String displayName() {
        return Objects.requireNonNullElse(displayName, "");
    }

    public String description() {
        return Objects.requireNonNullElse(description, "");
    }

    /** Whether a user is the chosen one. */
    public boolean isFor(long userId) {
        return user().equals(OptionalLong.of(userId));
    }

    /** The chosen user; empty when none is, or what was sent is no id. */
    OptionalLong user() {
        try {
            return OptionalLong.of(Long.parseLong(Objects.requireNonNullElse(user, "")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Checks what can be told without the other services, and notes what is wrong. */
    void check(FormErrors errors) {
        errors.check("displayName", () -> Texts.requireName("The display name", displayName()));
        errors.check("description", () -> Texts.requireProse("The description", description()));
        if (user().isEmpty()) {
            errors.addMissing("user");
        }
    }

    /** Notes a rule that what was asked for breaks, beside the field that it concerns. */
    static void note(FormErrors errors, RuleViolation violation) {
        switch (violation.rule()) {
            case ALREADY_TAKEN -> errors.add("displayName", violation);
            case NOT_API_ONLY, NOT_HELD -> errors.add("user", violation);
            default -> errors.add(violation);
        }
    }
}
