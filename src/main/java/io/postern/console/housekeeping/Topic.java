package io.postern.console.housekeeping;

import io.postern.access.role.Permission;
import io.postern.access.role.RequiredPermissions;
import io.postern.console.Person;
import io.postern.gate.advice.Listing;
import io.quarkus.qute.TemplateEnum;
import java.util.Arrays;
import java.util.List;

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

    Listing<?> listing() {
        return listing;
    }

    RequiredPermissions required() {
        return required;
    }

    /** Whether what it lists depends on which calls were served. */
    boolean isOfCalls() {
        return this == SERVICES || this == USERS || this == ROLES;
    }

    /** Whether it depends on how long something was not used. */
    public boolean isOfSpan() {
        return this != EXPIRING;
    }
}
