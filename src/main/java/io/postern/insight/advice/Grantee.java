package io.postern.insight.advice;

import io.postern.access.permission.Permission;
import io.postern.access.role.Role;
import java.time.Instant;
import java.util.List;

/** A role, an API-only user or a custom service, with what it was granted and what of it calls needed. */
public sealed interface Grantee {
    /** The id within its kind. */
    long id();

    /** The name of a role or service, the login of a user. */
    String name();

    /** When a role was last changed, a user or a service was made. */
    Instant since();

    /** The roles that grant it what it has: a role itself, the roles of a user, for a service those of its user. */
    List<Role> roles();

    /** Whether it has all its roles in the same workspaces, so that one role could take their place. */
    boolean uniform();

    /** What it was granted, and what of it calls needed. */
    PermissionUse use();

    /** The roles that give it a permission. */
    default List<Role> givers(Permission permission) {
        return roles().stream()
                .filter(role -> role.permissions().contains(permission))
                .toList();
    }

    /** What permissions are granted to, directly or not. */
    enum Kind {
        ROLE,
        USER,
        SERVICE
    }

    /**
     * A role.
     *
     * @param since when it was last changed
     * @param holders how many API-only users hold it
     * @param people how many people hold it, who can hand on only what they hold
     */
    record OfRole(Role role, Instant since, long holders, long people, PermissionUse use) implements Grantee {
        @Override
        public long id() {
            return role.id();
        }

        @Override
        public String name() {
            return role.name();
        }

        @Override
        public List<Role> roles() {
            return List.of(role);
        }

        @Override
        public boolean uniform() {
            return true;
        }
    }

    /**
     * An API-only user.
     *
     * @param since when it was made
     */
    record OfUser(long id, String login, Instant since, Held held, PermissionUse use) implements Grantee {
        @Override
        public String name() {
            return login;
        }

        @Override
        public List<Role> roles() {
            return held.roles();
        }

        @Override
        public boolean uniform() {
            return held.uniform();
        }
    }

    /**
     * A custom service.
     *
     * @param since when it was made
     * @param user the login of its user
     * @param held by its user
     */
    record OfService(long id, String name, Instant since, String user, Held held, PermissionUse use)
            implements Grantee {
        @Override
        public List<Role> roles() {
            return held.roles();
        }

        @Override
        public boolean uniform() {
            return held.uniform();
        }
    }

    /**
     * The roles that a user holds, in whatever workspaces.
     *
     * @param uniform whether it holds all of them in the same workspaces
     */
    record Held(List<Role> roles, boolean uniform) {
        public Held {
            roles = List.copyOf(roles);
        }
    }
}
