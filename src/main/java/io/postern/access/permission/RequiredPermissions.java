package io.postern.access.permission;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operation asks for.
 *
 * @param anyOf at least one of these, each with what satisfies it; empty asks for none
 * @param allOf every one of these
 */
public record RequiredPermissions(List<Permission> anyOf, List<Permission> allOf) {
    /** No permission at all. */
    public static final RequiredPermissions NONE = new RequiredPermissions(List.of(), List.of());

    public RequiredPermissions {
        anyOf = List.copyOf(anyOf);
        allOf = List.copyOf(allOf);
    }

    public static RequiredPermissions of(Requires requires) {
        return new RequiredPermissions(List.of(requires.anyOf()), List.of(requires.allOf()));
    }

    /** Whether these permissions are enough. */
    public boolean satisfiedBy(Set<Permission> held) {
        return (anyOf.isEmpty() || anyOf.stream().anyMatch(asked -> holds(held, asked)))
                && allOf.stream().allMatch(asked -> holds(held, asked));
    }

    /** What is asked for, and whatever else is about the same things: for Read-Write Person also Read-Only Person. */
    public Set<Permission> related() {
        Set<Permission> related = EnumSet.noneOf(Permission.class);
        Stream.concat(anyOf.stream(), allOf.stream()).forEach(asked -> {
            related.addAll(asked.satisfiedBy());
            asked.readOnly().ifPresent(related::add);
        });
        return related;
    }

    /** For people: {@code Read-Only Person or Read-Write Person}; {@code none} when nothing is asked for. */
    @Override
    public String toString() {
        String any = anyOf.stream()
                .flatMap(asked -> asked.satisfiedBy().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)))
                .stream()
                .map(Permission::label)
                .collect(Collectors.joining(" or "));
        String all = allOf.stream().map(Permission::label).collect(Collectors.joining(" and "));
        return Stream.of(any, all)
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> "(" + a + ") and " + b)
                .orElse("none");
    }

    private static boolean holds(Set<Permission> held, Permission asked) {
        return asked.satisfiedBy().stream().anyMatch(held::contains);
    }
}
