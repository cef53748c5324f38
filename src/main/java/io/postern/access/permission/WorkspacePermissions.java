package io.postern.access.permission;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The permissions that somebody holds, by workspace. Several roles add up; a permission whose parent is missing has no
 * effect and is left out. Immutable.
 */
public final class WorkspacePermissions {
    /** The id that stands for all workspaces, also those still to come. */
    public static final int ALL = 0;

    /** Holds nothing. */
    public static final WorkspacePermissions NONE = new WorkspacePermissions(Map.of());

    private final Map<Integer, Set<Permission>> byWorkspace;

    private WorkspacePermissions(Map<Integer, Set<Permission>> byWorkspace) {
        this.byWorkspace = byWorkspace;
    }

    /** Of what the roles grant: workspace id, or {@link #ALL}, to permissions. */
    public static WorkspacePermissions of(Map<Integer, Set<Permission>> granted) {
        Map<Integer, Set<Permission>> effective = new HashMap<>();
        Set<Permission> everywhere = granted.getOrDefault(ALL, Set.of());
        granted.forEach((workspace, permissions) -> {
            Set<Permission> together = EnumSet.noneOf(Permission.class);
            together.addAll(permissions);
            together.addAll(everywhere);
            effective.put(workspace, Collections.unmodifiableSet(Permission.effective(together)));
        });
        return new WorkspacePermissions(Map.copyOf(effective));
    }

    /** Whether there is a workspace in which all that is required is held: what the gate asks. */
    public boolean satisfySomewhere(RequiredPermissions required) {
        if (required.equals(RequiredPermissions.NONE)) {
            return true;
        }
        for (Set<Permission> held : byWorkspace.values()) {
            if (required.satisfiedBy(held)) {
                return true;
            }
        }
        return false;
    }

    /** What is held in one workspace. */
    public Set<Permission> in(int workspaceId) {
        Set<Permission> own = byWorkspace.get(workspaceId);
        return own != null ? own : byWorkspace.getOrDefault(ALL, Set.of());
    }

    /**
     * The workspaces in which the required permissions are held; {@link #ALL} is among them when they are held in all.
     */
    public Set<Integer> workspacesWith(RequiredPermissions required) {
        Set<Integer> found = new TreeSet<>();
        byWorkspace.forEach((workspace, held) -> {
            if (required.satisfiedBy(held)) {
                found.add(workspace);
            }
        });
        return found;
    }

    @Override
    public String toString() {
        return byWorkspace.toString();
    }
}
