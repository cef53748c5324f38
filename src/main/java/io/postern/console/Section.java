package io.postern.console;

import io.postern.access.permission.Permission;
import io.postern.access.session.SignedInPerson;

/** The parts of the console that the navigation lists, in its order. */
public enum Section {
    USERS_AND_ROLES(Group.SECURITY, "/users", "users"),
    LAUNCHPOINT(Group.INTEGRATION, "/launchpoint", "plug"),
    WEB_SERVICES(Group.INTEGRATION, "/webservices", "api"),
    USAGE(Group.INSIGHT, "/usage", "chart-bar"),
    DENIALS(Group.INSIGHT, "/denials", "ban"),
    LEAST_PRIVILEGE(Group.INSIGHT, "/privileges/roles", "shield-check"),
    HOUSEKEEPING(Group.INSIGHT, "/housekeeping", "brush"),
    PERMISSION_FINDER(Group.INSIGHT, "/permissions", "key");

    private final Group group;
    private final String path;
    private final String icon;

    Section(Group group, String path, String icon) {
        this.group = group;
        this.path = path;
        this.icon = icon;
    }

    /** The headings under which the navigation lists them. */
    public enum Group {
        SECURITY,
        INTEGRATION,
        INSIGHT
    }

    public Group group() {
        return group;
    }

    /** Where it begins for somebody: the first of its pages that they may open. */
    public String path(SignedInPerson person) {
        return this == USERS_AND_ROLES && !person.holds(Permission.ACCESS_USERS) && isOpenTo(person) ? "/roles" : path;
    }

    /** The name of its icon. */
    public String icon() {
        return icon;
    }

    /** Whether somebody may open it. */
    public boolean isOpenTo(SignedInPerson person) {
        return switch (this) {
            case USERS_AND_ROLES -> person.holds(Permission.ACCESS_USERS) || person.holds(Permission.ACCESS_ROLES);
            case LAUNCHPOINT -> person.holds(Permission.ACCESS_EVENT_PARTNERS);
            case WEB_SERVICES, USAGE, DENIALS -> person.holds(Permission.ACCESS_SOAP_API);
            case HOUSEKEEPING -> USERS_AND_ROLES.isOpenTo(person) || LAUNCHPOINT.isOpenTo(person);
            case LEAST_PRIVILEGE, PERMISSION_FINDER -> person.holds(Permission.ACCESS_ROLES);
        };
    }
}
