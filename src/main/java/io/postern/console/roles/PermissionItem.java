package io.postern.console.roles;

import io.postern.access.permission.Permission;
import io.quarkus.qute.TemplateEnum;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A permission in the tree of boxes.
 *
 * @param description empty where the label says it all
 * @param granted whether its box is ticked
 * @param mark why it stands out
 * @param grantedBelow how many boxes below it are ticked, at any depth
 * @param allBelow how many boxes there are below it, at any depth
 * @param open whether what is below it is shown at first
 */
public record PermissionItem(
        Permission permission,
        String description,
        boolean granted,
        Mark mark,
        String grantedBelow,
        String allBelow,
        boolean open,
        List<PermissionItem> children) {

    /** Why a permission stands out. */
    @TemplateEnum
    public enum Mark {
        NONE,
        /** Somebody was refused for want of it. */
        MISSING,
        /** The role has it, and a proposal has not. */
        TO_REMOVE,
        /** A proposal has it, and the role has not. */
        TO_ADD;

        /** @param present what the role has */
        static Map<Permission, Mark> of(RoleForm form, Set<Permission> present) {
            Map<Permission, Mark> marks = new EnumMap<>(Permission.class);
            if (!form.proposed().isEmpty()) {
                present.forEach(permission -> marks.put(permission, TO_REMOVE));
                form.proposed()
                        .forEach(permission -> marks.put(permission, present.contains(permission) ? NONE : TO_ADD));
            }
            form.missing().forEach(permission -> marks.put(permission, MISSING));
            return marks;
        }
    }

    /**
     * The whole tree. The part for integrations is open; the other parts are open where something is granted or marked.
     */
    static List<PermissionItem> tree(
            Set<Permission> granted, Map<Permission, Mark> marks, Function<Permission, String> descriptions) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.parent().isEmpty())
                .map(group -> of(group, granted, marks, descriptions))
                .toList();
    }

    private static PermissionItem of(
            Permission permission,
            Set<Permission> granted,
            Map<Permission, Mark> marks,
            Function<Permission, String> descriptions) {
        List<PermissionItem> children = permission.children().stream()
                .map(child -> of(child, granted, marks, descriptions))
                .toList();
        Set<Permission> below = Permission.subtree(permission);
        below.remove(permission);
        int all = below.size();
        boolean markedBelow = below.stream().anyMatch(one -> marks.getOrDefault(one, Mark.NONE) != Mark.NONE);
        below.retainAll(granted);
        return new PermissionItem(
                permission,
                descriptions.apply(permission),
                granted.contains(permission),
                marks.getOrDefault(permission, Mark.NONE),
                Integer.toString(below.size()),
                Integer.toString(all),
                permission == Permission.ACCESS_API || markedBelow || !below.isEmpty(),
                children);
    }
}
