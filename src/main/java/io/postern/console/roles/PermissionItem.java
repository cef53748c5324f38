package io.postern.console.roles;

import io.postern.access.role.Permission;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A permission in the tree of boxes.
 *
 * @param description empty where the label says it all
 * @param granted whether its box is ticked
 * @param missing whether somebody was refused for want of it
 * @param grantedBelow how many boxes below it are ticked, at any depth
 * @param allBelow how many boxes there are below it, at any depth
 * @param open whether what is below it is shown at first
 */
public record PermissionItem(
        Permission permission,
        String description,
        boolean granted,
        boolean missing,
        String grantedBelow,
        String allBelow,
        boolean open,
        List<PermissionItem> children) {

    /** The whole tree. What integrations may do is open; of the rest, where something is granted or missing. */
    static List<PermissionItem> tree(
            Set<Permission> granted, Set<Permission> missing, Function<Permission, String> descriptions) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.parent().isEmpty())
                .map(group -> of(group, granted, missing, descriptions))
                .toList();
    }

    private static PermissionItem of(
            Permission permission,
            Set<Permission> granted,
            Set<Permission> missing,
            Function<Permission, String> descriptions) {
        List<PermissionItem> children = permission.children().stream()
                .map(child -> of(child, granted, missing, descriptions))
                .toList();
        Set<Permission> below = Permission.subtree(permission);
        below.remove(permission);
        int all = below.size();
        boolean missingBelow = !Collections.disjoint(below, missing);
        below.retainAll(granted);
        return new PermissionItem(
                permission,
                descriptions.apply(permission),
                granted.contains(permission),
                missing.contains(permission),
                Integer.toString(below.size()),
                Integer.toString(all),
                permission == Permission.ACCESS_API || missingBelow || !below.isEmpty(),
                children);
    }
}
