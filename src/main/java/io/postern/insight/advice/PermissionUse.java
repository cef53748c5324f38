package io.postern.insight.advice;

import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The permissions that were granted, and those of them that served calls needed. A call needs the smallest part of the
 * granted permissions that allows it: where Read-Only Person and Read-Write Person are both granted, reading people
 * needs the former. Some operations ask for a permission only when a parameter is sent. It counts as needed in any
 * case, because parameters are not recorded.
 *
 * @param granted everything, with the parents
 * @param served the operations that calls were served with, the last first
 * @param needs of each permission that was ever needed the operations that needed it, the last first
 */
public record PermissionUse(
        Set<Permission> granted, List<ServedOperation> served, Map<Permission, List<ServedOperation>> needs) {

    /** Finds out what calls need, and remembers it for others who were granted the same. Not thread safe. */
    static final class Reader {
        private final Map<RequiredPermissions, Map<Set<Permission>, Set<Permission>>> known = new HashMap<>();

        PermissionUse read(Set<Permission> granted, Collection<ServedOperation> served) {
            List<ServedOperation> latest = served.stream()
                    .sorted(Comparator.comparing(ServedOperation::lastAt)
                            .reversed()
                            .thenComparing(one -> one.operation().path())
                            .thenComparing(one -> one.operation().method()))
                    .toList();
            Map<Permission, List<ServedOperation>> needs = new EnumMap<>(Permission.class);
            for (ServedOperation one : latest) {
                required(one)
                        .forEach(required -> needed(required, granted)
                                .forEach(permission -> needs.computeIfAbsent(permission, fresh -> new ArrayList<>())
                                        .add(one)));
            }
            return new PermissionUse(granted, latest, needs);
        }

        private Set<Permission> needed(RequiredPermissions required, Set<Permission> granted) {
            return known.computeIfAbsent(required, fresh -> new HashMap<>())
                    .computeIfAbsent(
                            granted,
                            fresh -> SmallestPermissions.within(List.of(required), granted)
                                    .permissions());
        }
    }

    public PermissionUse {
        granted = Collections.unmodifiableSet(granted);
        served = List.copyOf(served);
        needs = Collections.unmodifiableMap(needs);
    }

    /**
     * The granted permissions that calls can need, in the order of the tree: those of the API, without Access API
     * itself.
     */
    public Set<Permission> judged() {
        Set<Permission> judged = EnumSet.noneOf(Permission.class);
        granted.stream().filter(PermissionUse::isJudged).forEach(judged::add);
        return judged;
    }

    /** The operations that needed a permission, the last first; empty when none ever did. */
    public List<ServedOperation> neededBy(Permission permission) {
        return needs.getOrDefault(permission, List.of());
    }

    /** When a permission was last needed, to the minute; empty for never. */
    public Optional<Instant> lastNeeded(Permission permission) {
        return neededBy(permission).stream().findFirst().map(ServedOperation::lastAt);
    }

    /** When a call was last served, to the minute; empty for never. */
    public Optional<Instant> lastServed() {
        return served.stream().findFirst().map(ServedOperation::lastAt);
    }

    /** Those of {@link #judged} that no call has needed since an instant. */
    public Set<Permission> unneeded(Instant since) {
        Set<Permission> unneeded = judged();
        unneeded.removeIf(permission ->
                lastNeeded(permission).filter(at -> !at.isBefore(since)).isPresent());
        return unneeded;
    }

    /**
     * The smallest set with which every call since an instant would have been served as it was. It is a part of what is
     * granted, without the parents; but it has Read-Only in the place of Read-Write where that is enough.
     */
    public Set<Permission> smallest(Instant since) {
        Set<Permission> available = EnumSet.noneOf(Permission.class);
        granted.forEach(permission -> {
            available.add(permission);
            permission.readOnly().ifPresent(available::add);
        });
        return SmallestPermissions.within(
                        served.stream()
                                .filter(one -> !one.lastAt().isBefore(since))
                                .flatMap(PermissionUse::required)
                                .toList(),
                        available)
                .permissions();
    }

    /**
     * What a role can be cut down to: {@link #smallest}, and whatever it has outside Access API, because the use of
     * that is not recorded.
     */
    public Set<Permission> tightened(Instant since) {
        Set<Permission> tightened = EnumSet.noneOf(Permission.class);
        tightened.addAll(smallest(since));
        granted.stream().filter(permission -> !permission.isApi()).forEach(tightened::add);
        return Permission.withAncestors(tightened);
    }

    private static Stream<RequiredPermissions> required(ServedOperation served) {
        return Stream.concat(
                Stream.of(served.operation().permissions()),
                served.operation().further().stream().map(further -> RequiredPermissions.anyOf(further.permission())));
    }

    /** Whether calls can need a permission: it is of the API, and not Access API itself. */
    public static boolean isJudged(Permission permission) {
        return permission.isApi() && permission.parent().isPresent();
    }
}
