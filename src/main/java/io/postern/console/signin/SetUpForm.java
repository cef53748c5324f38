package io.postern.console.signin;

import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.rule.Texts;
import io.postern.access.session.FirstAdministrator;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Subscription;
import io.postern.access.user.PasswordRule;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.console.FormErrors;
import jakarta.ws.rs.FormParam;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the first administrator says of themselves and of the subscription. Texts are as typed. */
public final class SetUpForm {
    @FormParam("email")
    @Nullable
    String email;

    @FormParam("firstName")
    @Nullable
    String firstName;

    @FormParam("lastName")
    @Nullable
    String lastName;

    @FormParam("password")
    @Nullable
    String password;

    @FormParam("subscriptionName")
    @Nullable
    String subscriptionName;

    @FormParam("munchkinId")
    @Nullable
    String munchkinId;

    @FormParam("timeZone")
    @Nullable
    String timeZone;

    /** The form as it is first shown. */
    static SetUpForm of(FirstAdministrator.Waiting waiting) {
        Subscription subscription = waiting.subscription();
        SetUpForm form = new SetUpForm();
        waiting.named().ifPresent(named -> {
            form.email = named.email();
            form.firstName = named.firstName();
            form.lastName = named.lastName();
        });
        form.subscriptionName = subscription.settings().name();
        form.munchkinId = subscription.munchkinId().value();
        form.timeZone = subscription.settings().timeZone().getId();
        return form;
    }

    public String email() {
        return Objects.requireNonNullElse(email, "");
    }

    public String firstName() {
        return Objects.requireNonNullElse(firstName, "");
    }

    public String lastName() {
        return Objects.requireNonNullElse(lastName, "");
    }

    /** Never shown again. */
    String password() {
        return Objects.requireNonNullElse(password, "");
    }

    public String subscriptionName() {
        return Objects.requireNonNullElse(subscriptionName, "");
    }

    public String munchkinId() {
        return Objects.requireNonNullElse(munchkinId, "").strip();
    }

    public String timeZone() {
        return Objects.requireNonNullElse(timeZone, "");
    }

    /** The time zones to choose from: those of places, UTC, and the chosen one. An empty text stands for no choice. */
    public SortedSet<String> timeZones() {
        SortedSet<String> zones = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/")
                        || zone.equals("UTC"))
                .collect(Collectors.toCollection(TreeSet::new));
        zones.add(isTimeZone() ? timeZone() : "");
        return zones;
    }

    private boolean isTimeZone() {
        try {
            ZoneId.of(timeZone());
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** What was typed; to be called once {@link #check} has found nothing. */
    FirstAdministrator.Choice choice() {
        return new FirstAdministrator.Choice(
                new UserDetails(email(), firstName(), lastName(), "", null),
                password(),
                subscriptionName().strip(),
                new MunchkinId(munchkinId()),
                ZoneId.of(timeZone()));
    }

    /** Checks all fields, and notes what is wrong. */
    void check(FormErrors errors, String passwordRule, String munchkinIdRule) {
        errors.check("email", () -> Users.requireEmail(email()));
        errors.check("firstName", () -> Texts.requireName("The first name", firstName()));
        errors.check("lastName", () -> Texts.requireName("The last name", lastName()));
        if (!PasswordRule.allows(password())) {
            errors.add("password", passwordRule);
        }
        errors.check("subscriptionName", () -> Texts.requireName("The name", subscriptionName()));
        if (!MunchkinId.isValid(munchkinId())) {
            errors.add("munchkinId", munchkinIdRule);
        }
        if (!isTimeZone()) {
            errors.addUnreadable("timeZone");
        }
    }

    /** Notes a rule that what was asked for breaks, beside the field that it concerns. */
    void note(FormErrors errors, RuleViolation violation) {
        if (violation.rule() == Rule.ALREADY_TAKEN) {
            errors.add(violation.values().contains(munchkinId()) ? "munchkinId" : "email", violation);
        } else {
            errors.add(violation);
        }
    }
}
