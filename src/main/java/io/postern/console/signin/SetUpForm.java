package io.postern.console.signin;

import io.postern.access.Rule;
import io.postern.access.RuleViolation;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.PasswordRule;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.console.FormErrors;
import jakarta.ws.rs.FormParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
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

    /**
     * The form as it is first shown.
     *
     * @param admin who was given Admin and has no password yet; empty when nobody was
     */
    static SetUpForm of(Subscription subscription, Optional<User> admin) {
        SetUpForm form = new SetUpForm();
        admin.ifPresent(named -> {
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

    /**
     * The time zones to choose from: those of places and UTC, and the one that is chosen. When that is none, nothing is chosen,
     * for which the empty text stands.
     */
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

    /** What is said about the administrator; to be called once {@link #check} has found nothing. */
    UserDetails details(String reason, @Nullable Instant accessExpiresAt) {
        return new UserDetails(email(), firstName(), lastName(), reason, accessExpiresAt);
    }

    /** Checks all fields, and notes what is wrong. */
    void check(FormErrors errors, String passwordRule, String munchkinIdRule) {
        errors.check("email", () -> Users.requireEmail(email()));
        errors.check("firstName", () -> Subscriptions.requireName("The first name", firstName()));
        errors.check("lastName", () -> Subscriptions.requireName("The last name", lastName()));
        if (!PasswordRule.allows(password())) {
            errors.add("password", passwordRule);
        }
        errors.check("subscriptionName", () -> Subscriptions.requireName("The name", subscriptionName()));
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
