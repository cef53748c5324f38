package io.postern.insight.advice;

import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The smallest set of permissions that satisfies some operations. It has the fewest permissions; of sets of the same
 * size it is the one that allows least (Read-Only before Read-Write); of those the one that the tree lists first. The
 * order of the operations makes no difference.
 *
 * @param permissions in the order of the tree; the parents, which are granted with their children, are not among them
 */
public record SmallestPermissions(Set<Permission> permissions) {
    /** How much each permission allows: a group alone nothing, Read-Only less than what writes or acts. */
    private static final int[] RIGHTS = Stream.of(Permission.values())
            .mapToInt(permission ->
                    permission.parent().isEmpty() ? 0 : permission.satisfiedBy().size() > 1 ? 1 : 2)
            .toArray();

    /** The fewest, then those that allow least, then those that come first. */
    private static final Comparator<Set<Permission>> BETTER = Comparator.<Set<Permission>>comparingInt(Set::size)
            .thenComparingInt(
                    set -> set.stream().mapToInt(SmallestPermissions::right).sum())
            .thenComparing(SmallestPermissions::compareOrder);

    public SmallestPermissions {
        permissions = inOrder(permissions);
    }

    /** The smallest set with which every one of these is satisfied, once the parents are granted too. */
    public static SmallestPermissions of(Collection<RequiredPermissions> required) {
        return new SmallestPermissions(smallest(required.stream()
                .distinct()
                .flatMap(one -> needs(one).stream())
                .distinct()
                .toList()));
    }

    /**
     * The smallest part of the granted permissions that satisfies as many of these requirements as all of them do. A
     * requirement that none of them helps with is ignored.
     *
     * @param granted with the parents
     */
    public static SmallestPermissions within(Collection<RequiredPermissions> required, Set<Permission> granted) {
        return new SmallestPermissions(smallest(required.stream()
                .flatMap(one -> needs(one).stream())
                .map(need -> common(need, granted))
                .filter(need -> !need.isEmpty())
                .distinct()
                .toList()));
    }

    /** Whether a permission helps to satisfy what an operation asks for. */
    public static boolean isOfUse(Permission permission, RequiredPermissions required) {
        return needs(required).stream().anyMatch(need -> need.contains(permission));
    }

    /** Of each of these sets at least one permission is needed. Whoever holds a permission holds what is above it. */
    private static List<Set<Permission>> needs(RequiredPermissions required) {
        return required.groups().stream().map(SmallestPermissions::options).toList();
    }

    private static Set<Permission> common(Set<Permission> one, Set<Permission> other) {
        Set<Permission> common = EnumSet.copyOf(one);
        common.retainAll(other);
        return common;
    }

    private static Set<Permission> options(List<Permission> asked) {
        Set<Permission> options = EnumSet.noneOf(Permission.class);
        for (Permission permission : asked) {
            for (Permission enough : permission.satisfiedBy()) {
                options.addAll(Permission.subtree(enough));
            }
        }
        return options;
    }

    /**
     * Tries every option of the need that has fewest. After needless options were dropped there is hardly ever more
     * than one, so this is quick even for all operations at once.
     */
    private static Set<Permission> smallest(List<Set<Permission>> needs) {
        if (needs.isEmpty()) {
            return EnumSet.noneOf(Permission.class);
        }
        return Collections.min(withoutWorse(needs), Comparator.comparingInt(Set::size)).stream()
                .map(option -> {
                    Set<Permission> with = smallest(needs.stream()
                            .filter(need -> !need.contains(option))
                            .toList());
                    with.add(option);
                    return with;
                })
                .min(BETTER)
                .orElseThrow();
    }

    /**
     * The needs without needless options: an option is dropped when another one meets the same needs, allows no more,
     * and is preferred.
     */
    private static List<Set<Permission>> withoutWorse(List<Set<Permission>> needs) {
        Map<Permission, BitSet> met = new EnumMap<>(Permission.class);
        for (int i = 0; i < needs.size(); i++) {
            for (Permission option : needs.get(i)) {
                met.computeIfAbsent(option, key -> new BitSet()).set(i);
            }
        }
        Set<Permission> kept = EnumSet.copyOf(met.keySet());
        met.forEach((option, meets) -> {
            if (met.entrySet().stream()
                    .anyMatch(other -> isPreferred(other.getKey(), option) && containsAll(other.getValue(), meets))) {
                kept.remove(option);
            }
        });
        return needs.stream().map(need -> common(need, kept)).toList();
    }

    private static boolean isPreferred(Permission one, Permission other) {
        return right(one) < right(other) || right(one) == right(other) && one.compareTo(other) < 0;
    }

    private static boolean containsAll(BitSet all, BitSet some) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(all);
        return rest.isEmpty();
    }

    private static int right(Permission permission) {
        return RIGHTS[permission.ordinal()];
    }

    private static int compareOrder(Set<Permission> one, Set<Permission> other) {
        return Arrays.compare(one.toArray(Permission[]::new), other.toArray(Permission[]::new));
    }

    private static Set<Permission> inOrder(Collection<Permission> permissions) {
        Set<Permission> ordered = EnumSet.noneOf(Permission.class);
        ordered.addAll(permissions);
        return Collections.unmodifiableSet(ordered);
    }
}
