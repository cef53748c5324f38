package io.postern.access.permission;

/**
 * Who acts: an integration through its custom service, a person in the console, or the server itself. It carries the
 * permissions that they held when they were authenticated. A change of access checks them again, against rows.
 */
public sealed interface Caller {
    /** How the audit trail names who acts. */
    String actor();

    /** Where the call came from, as text; empty for the server itself. */
    String address();

    /**
     * An integration.
     *
     * @param userId the API-only user that owns the service
     * @param login the address of that user
     */
    record Service(
            int subscriptionId,
            long serviceId,
            String serviceName,
            long userId,
            String login,
            WorkspacePermissions permissions,
            String address)
            implements Caller {
        @Override
        public String actor() {
            return login + " (" + serviceName + ")";
        }
    }

    /** A person who is signed in. */
    record Person(int subscriptionId, long userId, String login, WorkspacePermissions permissions, String address)
            implements Caller {
        @Override
        public String actor() {
            return login;
        }
    }

    /**
     * The server itself, which may do everything.
     *
     * @param name on whose account, for instance {@code access file}
     */
    record System(String name) implements Caller {
        @Override
        public String actor() {
            return name;
        }

        @Override
        public String address() {
            return "";
        }
    }
}
