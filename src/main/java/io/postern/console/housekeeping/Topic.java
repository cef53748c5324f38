package io.postern.console.housekeeping;

import io.postern.access.role.Permission;
import io.postern.access.role.RequiredPermissions;
import io.postern.console.Person;
import io.postern.gate.advice.Listing;
import io.quarkus.qute.TemplateEnum;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tabs of the page, in their order. */
@TemplateEnum
public enum Topic {
    SERVICES(Listing.SERVICES, Permission.ACCESS_EVENT_PARTNERS),
    SECRETS(Listing.SECRETS, Permission.ACCESS_EVENT_PARTNERS),
    USERS(Listing.USERS, Permission.ACCESS_USERS),
    ROLES(Listing.ROLES, Permission.ACCESS_ROLES),
    EXPIRING(Listing.ENDING, Permission.ACCESS_EVENT_PARTNERS),
    TOKENS(Listing.TOKENS_IN_PARAMETERS, Permission.ACCESS_EVENT_PARTNERS);

    private final Listing<?> listing;
    private final RequiredPermissions required;

    Topic(Listing<?> listing, Permission permission) {
        this.listing = listing;
        this.required = new RequiredPermissions(List.of(permission), List.of());
    }

    /** Those that somebody may open. */
    static List<Topic> openTo(Person person) {
        return Arrays.stream(values())
                .filter(topic -> person.holds(topic.required))
                .toList();
    }

    /** The one of a name; empty for any other text. */
    static Optional<Topic> named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.name().equals(name))
                .findFirst();
    }

    Listing<?> listing() {
        return listing;
    }

    RequiredPermissions required() {
        return required;
    }

    /** Whether it depends on how long something was not used. */
    public boolean isOfSpan() {
        return this != EXPIRING;
    }
}
