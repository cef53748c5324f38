package io.postern.access.permission;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operation or a page asks for: groups of permissions that must all be satisfied. A group is satisfied by any one of its
 * permissions, and Read-Only X also by Read-Write X. Immutable.
 *
 * @param groups none asks for nothing; no group is empty
 */
public record RequiredPermissions(List<List<Permission>> groups) {
    /** No permission at all. */
    public static final RequiredPermissions NONE = new RequiredPermissions(List.of());

    public RequiredPermissions {
        groups = groups.stream().map(List::copyOf).toList();
        if (groups.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a group without permissions cannot be satisfied");
        }
    }

    /** At least one of these. */
    public static RequiredPermissions anyOf(Permission... permissions) {
        return new RequiredPermissions(List.of(List.of(permissions)));
    }

    /** Every one of these. */
    public static RequiredPermissions allOf(Permission... permissions) {
        return new RequiredPermissions(Stream.of(permissions).map(List::of).toList());
    }

    /** What a method of the console asks for. */
    public static RequiredPermissions of(Requires requires) {
        return new RequiredPermissions(Stream.concat(
                        Stream.of(List.of(requires.anyOf())),
                        Stream.of(requires.allOf()).map(List::of))
                .filter(group -> !group.isEmpty())
                .toList());
    }

    /** These, and one more. */
    public RequiredPermissions and(Permission more) {
        return new RequiredPermissions(
                Stream.concat(groups.stream(), Stream.of(List.of(more))).toList());
    }

    /** Whether these permissions are enough. */
    public boolean satisfiedBy(Set<Permission> held) {
        for (List<Permission> group : groups) {
            if (!holdsAny(held, group)) {
                return false;
            }
        }
        return true;
    }

    /** The groups that these permissions do not satisfy. */
    public RequiredPermissions missing(Set<Permission> held) {
        return new RequiredPermissions(
                groups.stream().filter(group -> !holdsAny(held, group)).toList());
    }

    /** Everything that is asked for, each once, in the order of the groups. */
    public List<Permission> named() {
        return groups.stream().flatMap(List::stream).distinct().toList();
    }

    /**
     * The permissions that are asked for, and others that concern the same records: for Read-Write Person also
     * Read-Only Person.
     */
    public Set<Permission> related() {
        Set<Permission> related = EnumSet.noneOf(Permission.class);
        named().forEach(asked -> {
            related.addAll(asked.satisfiedBy());
            asked.readOnly().ifPresent(related::add);
        });
        return related;
    }

    /**
     * For people: {@code Read-Only Person or Read-Write Person}; several groups are joined by {@code and}, in parentheses where
     * there is a choice; {@code none} when nothing is asked for.
     */
    @Override
    public String toString() {
        List<Set<Permission>> choices = groups.stream()
                .map(group -> group.stream()
                        .flatMap(asked -> asked.satisfiedBy().stream())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class))))
                .map(choice -> (Set<Permission>) choice)
                .toList();
        boolean several = choices.size() > 1;
        return choices.stream()
                .map(choice -> {
                    String words = choice.stream().map(Permission::label).collect(Collectors.joining(" or "));
                    return several && choice.size() > 1 ? "(" + words + ")" : words;
                })
                .reduce((one, other) -> one + " and " + other)
                .orElse("none");
    }

    private static boolean holdsAny(Set<Permission> held, List<Permission> group) {
        for (Permission asked : group) {
            for (Permission enough : asked.satisfiedBy()) {
                if (held.contains(enough)) {
                    return true;
                }
            }
        }
        return false;
    }
}
