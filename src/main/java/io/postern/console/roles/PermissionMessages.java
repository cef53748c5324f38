package io.postern.console.roles;

import io.postern.access.permission.Permission;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What permissions allow. Their labels are names, the same in every language. */
@MessageBundle("permissions")
public interface PermissionMessages {
    /** One sentence; empty where the label says it all. */
    @Message
    String description(Permission permission);
}
