package io.postern.console.privileges;

import io.postern.access.permission.Permission;
import io.postern.access.role.Role;
import io.postern.console.Formats;
import io.postern.insight.advice.Grantee;
import io.postern.insight.advice.ServedOperation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A permission that was granted, as a row of the table.
 *
 * @param givers the roles that give it
 * @param lastNeeded when a call last needed it; empty for never
 * @param needed whether one has lately
 * @param operations some of those that needed it, the last first
 * @param more how many beyond these
 */
public record PermissionRow(
        Permission permission,
        String givers,
        String lastNeeded,
        boolean needed,
        List<ServedOperation> operations,
        int more) {
    private static final int MOST_OPERATIONS = 4;

    /** All that was granted of the API; what is not needed comes first. */
    static List<PermissionRow> of(Grantee grantee, Instant since, Formats formats) {
        Set<Permission> unneeded = grantee.use().unneeded(since);
        return grantee.use().judged().stream()
                .sorted((one, other) -> Boolean.compare(unneeded.contains(other), unneeded.contains(one)))
                .map(permission -> of(grantee, permission, !unneeded.contains(permission), formats))
                .toList();
    }

    private static PermissionRow of(Grantee grantee, Permission permission, boolean needed, Formats formats) {
        List<ServedOperation> operations = grantee.use().neededBy(permission);
        return new PermissionRow(
                permission,
                grantee.givers(permission).stream().map(Role::name).collect(Collectors.joining(", ")),
                grantee.use().lastNeeded(permission).map(formats::instant).orElse(""),
                needed,
                operations.stream().limit(MOST_OPERATIONS).toList(),
                Math.max(0, operations.size() - MOST_OPERATIONS));
    }
}
