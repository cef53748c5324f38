package io.postern.console.users;

import io.postern.access.rule.Texts;
import io.postern.access.user.LastDay;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.console.FormErrors;
import jakarta.ws.rs.FormParam;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an administrator types about a user, in whichever dialog. Texts are as typed, until they are read. */
public final class UserForm {
    @FormParam("email")
    @Nullable
    String email;

    @FormParam("firstName")
    @Nullable
    String firstName;

    @FormParam("lastName")
    @Nullable
    String lastName;

    @FormParam("reason")
    @Nullable
    String reason;

    @FormParam("accessExpires")
    @Nullable
    String accessExpires;

    @FormParam("apiOnly")
    @Nullable
    String apiOnly;

    @FormParam("role")
    List<String> roles = List.of();

    @FormParam("workspace")
    List<String> workspaces = List.of();

    @FormParam("shown")
    @Nullable
    String shown;

    /**
     * The form of a user as they stand.
     *
     * @param shown what the form shows, for {@link #shown()}
     */
    static UserForm of(User user, ZoneId zone, String shown) {
        UserForm form = of(user, zone);
        form.shown = shown;
        return form;
    }

    private static UserForm of(User user, ZoneId zone) {
        UserForm form = new UserForm();
        form.email = user.email();
        form.firstName = user.firstName();
        form.lastName = user.lastName();
        form.reason = user.reason();
        form.accessExpires = user.accessExpiresAt() == null
                ? ""
                : LastDay.before(user.accessExpiresAt(), zone).date().toString();
        form.apiOnly = Boolean.toString(user.apiOnly());
        return form;
    }

    public String email() {
        return text(email);
    }

    public String firstName() {
        return text(firstName);
    }

    public String lastName() {
        return text(lastName);
    }

    public String reason() {
        return text(reason);
    }

    /** An ISO 8601 date; empty for never. */
    public String accessExpires() {
        return text(accessExpires).strip();
    }

    public boolean isApiOnly() {
        return "true".equals(apiOnly);
    }

    /** What {@link Assignables#shown} said when the form was first shown. */
    public String shown() {
        return text(shown);
    }

    List<String> roles() {
        return roles;
    }

    List<String> workspaces() {
        return workspaces;
    }

    /** When access ends; empty for never, and for what is no date. */
    public Optional<Instant> accessEnd(ZoneId zone) {
        return LastDay.parse(accessExpires()).map(day -> day.end(zone));
    }

    /**
     * Checks what is said about the user, and notes what is wrong.
     *
     * @param before the user as they stand, whose end of access may have passed; empty for a new one
     */
    void check(FormErrors errors, ZoneId zone, Instant now, Optional<User> before) {
        errors.check("email", () -> Users.requireEmail(email()));
        errors.check("firstName", () -> Texts.requireName("The first name", firstName()));
        errors.check("lastName", () -> Texts.requireName("The last name", lastName()));
        errors.check("reason", () -> Texts.requireProse("The reason", reason()));
        if (accessExpires().isEmpty()) {
            return;
        }
        Optional<Instant> end = accessEnd(zone);
        if (end.isEmpty()) {
            errors.addUnreadable("accessExpires");
        } else if (!isAsBefore(zone, before)) {
            errors.check("accessExpires", () -> Users.requireFuture(end.get(), now));
        }
    }

    /**
     * What is said about the user; to be called once {@link #check} has found nothing.
     *
     * @param before as for {@link #check}; an end of access whose day was left alone stays to the microsecond
     */
    UserDetails details(ZoneId zone, Optional<User> before) {
        Optional<Instant> end = isAsBefore(zone, before) ? before.map(User::accessExpiresAt) : accessEnd(zone);
        return new UserDetails(
                email().strip(), firstName().strip(), lastName().strip(), reason().strip(), end.orElse(null));
    }

    private boolean isAsBefore(ZoneId zone, Optional<User> before) {
        return before.map(user -> of(user, zone).accessExpires().equals(accessExpires()))
                .orElse(false);
    }

    private static String text(@Nullable String given) {
        return Objects.requireNonNullElse(given, "");
    }
}
