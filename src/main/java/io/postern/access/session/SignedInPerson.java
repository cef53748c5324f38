package io.postern.access.session;

import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.access.subscription.Subscription;

/**
 * A person who is signed in, as one request of theirs finds them.
 *
 * @param caller with the permissions that they hold at this moment
 * @param subscription as it is at this moment
 * @param name first and last name
 */
public record SignedInPerson(Caller.Person caller, Subscription subscription, String name) {
    /** Whether a permission is held in any workspace: what a page asks. */
    public boolean holds(Permission permission) {
        return holds(RequiredPermissions.anyOf(permission));
    }

    /** Whether what is required is held in any workspace. */
    public boolean holds(RequiredPermissions required) {
        return caller.permissions().satisfySomewhere(required);
    }

    public String login() {
        return caller.login();
    }
}
