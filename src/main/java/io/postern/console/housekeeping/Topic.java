package io.postern.console.housekeeping;

import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.access.session.SignedInPerson;
import io.postern.insight.advice.HousekeepingList;
import io.quarkus.qute.TemplateEnum;
import java.util.Arrays;
import java.util.List;

/** The tabs of the page, in their order. */
@TemplateEnum
public enum Topic {
    SERVICES(HousekeepingList.SERVICES, Permission.ACCESS_EVENT_PARTNERS),
    SECRETS(HousekeepingList.SECRETS, Permission.ACCESS_EVENT_PARTNERS),
    USERS(HousekeepingList.USERS, Permission.ACCESS_USERS),
    ROLES(HousekeepingList.ROLES, Permission.ACCESS_ROLES),
    EXPIRING(HousekeepingList.ENDING, Permission.ACCESS_EVENT_PARTNERS),
    TOKENS(HousekeepingList.TOKENS_IN_PARAMETERS, Permission.ACCESS_EVENT_PARTNERS);

    private final HousekeepingList<?> listing;
    private final RequiredPermissions required;

    Topic(HousekeepingList<?> listing, Permission permission) {
        this.listing = listing;
        this.required = RequiredPermissions.anyOf(permission);
    }

    /** Those that somebody may open. */
    static List<Topic> openTo(SignedInPerson person) {
        return Arrays.stream(values())
                .filter(topic -> person.holds(topic.required))
                .toList();
    }

    HousekeepingList<?> listing() {
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
