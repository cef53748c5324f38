package io.postern.console.privileges;

import io.postern.access.permission.Permission;
import io.postern.console.roles.RoleForm;
import io.postern.insight.advice.Grantee;
import io.postern.insight.advice.PermissionUse;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A smaller set of permissions that is enough for the recent calls.
 *
 * @param removed what is granted and not in it
 * @param added what is in it in the place of something removed: Read-Only where nothing was written
 * @param kept how many permissions of the API it has
 * @param dialog the address of Edit Role of the role, or of New Role, with the set ticked
 */
public record Proposal(List<Permission> removed, List<Permission> added, int kept, String dialog) {

    static Proposal of(Grantee grantee, Instant since) {
        PermissionUse use = grantee.use();
        return switch (grantee) {
            case Grantee.OfRole role -> {
                Set<Permission> smaller = use.tightened(since);
                yield of(use, smaller, RoleForm.addressOfEdit(role.id(), smaller));
            }
            case Grantee.OfUser user -> ofNewRole(use, since);
            case Grantee.OfService service -> ofNewRole(use, since);
        };
    }

    private static Proposal ofNewRole(PermissionUse use, Instant since) {
        Set<Permission> smallest = use.smallest(since);
        return of(use, Permission.withAncestors(smallest), RoleForm.addressOfNew(smallest));
    }

    private static Proposal of(PermissionUse use, Set<Permission> smaller, String dialog) {
        return new Proposal(
                without(use.judged(), smaller),
                without(smaller, use.granted()),
                (int) smaller.stream().filter(PermissionUse::isJudged).count(),
                dialog);
    }

    /** Whether it is the same as what is granted. */
    public boolean isNoChange() {
        return removed.isEmpty();
    }

    /** Whether nothing of the API would remain. */
    public boolean isEmpty() {
        return kept == 0;
    }

    private static List<Permission> without(Collection<Permission> some, Set<Permission> others) {
        Set<Permission> left = EnumSet.noneOf(Permission.class);
        left.addAll(some);
        left.removeAll(others);
        return List.copyOf(left);
    }
}
