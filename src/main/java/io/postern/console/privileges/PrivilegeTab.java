package io.postern.console.privileges;

import io.postern.access.permission.Permission;
import io.postern.access.session.SignedInPerson;
import io.postern.insight.advice.Grantee.Kind;

/**
 * One of the lists, as somebody may see it.
 *
 * @param users whether they may open the list of users, {@code services} that of services
 */
public record PrivilegeTab(Kind kind, boolean users, boolean services) {
    static PrivilegeTab of(Kind kind, SignedInPerson person) {
        return new PrivilegeTab(
                kind, person.holds(Permission.ACCESS_USERS), person.holds(Permission.ACCESS_EVENT_PARTNERS));
    }

    /** Where the list is. */
    public String path() {
        return switch (kind) {
            case ROLE -> "/privileges/roles";
            case USER -> "/privileges/users";
            case SERVICE -> "/privileges/services";
        };
    }
}
