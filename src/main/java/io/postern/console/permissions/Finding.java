package io.postern.console.permissions;

import io.postern.access.operation.Operation;
import io.postern.access.operation.Operation.Further;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.console.roles.RoleForm;
import io.postern.insight.advice.SmallestPermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The smallest set of permissions for what was chosen.
 *
 * @param operations what was chosen, in the order of the table
 * @param unserved how many of them this version does not answer
 */
public record Finding(List<Operation> operations, List<Needed> needed, int unserved) {
    private static final String PATH = "/permissions";

    /** What proxies take for an address, with much to spare. */
    private static final int LONGEST_ADDRESS = 4_000;

    /**
     * A permission of the set.
     *
     * @param description what it allows; empty where the label says it all
     * @param operations those of the chosen that it is for
     */
    public record Needed(Permission permission, String description, List<Operation> operations) {}

    /**
     * @param descriptions what permissions allow, in the reader's language
     */
    static Finding of(Operations catalog, Set<Operation> chosen, Function<Permission, String> descriptions) {
        List<Operation> operations =
                catalog.withToken().stream().filter(chosen::contains).toList();
        Set<Permission> permissions = SmallestPermissions.of(
                        operations.stream().map(Operation::permissions).toList())
                .permissions();
        return new Finding(
                operations,
                permissions.stream()
                        .map(permission -> new Needed(
                                permission,
                                descriptions.apply(permission),
                                operations.stream()
                                        .filter(operation ->
                                                SmallestPermissions.isOfUse(permission, operation.permissions()))
                                        .toList()))
                        .toList(),
                (int) operations.stream()
                        .filter(operation -> !catalog.isAnswered(operation))
                        .count());
    }

    /** How many of the chosen operations ask for no permission. */
    public int free() {
        return (int) operations.stream()
                .filter(operation -> operation.permissions().equals(RequiredPermissions.NONE))
                .count();
    }

    /** The chosen operations that ask for a permission beyond the set when some parameter is sent. */
    public List<Operation> wantingMore() {
        List<Permission> permissions = permissions();
        return operations.stream()
                .filter(operation -> operation
                        .further()
                        .map(Further::permission)
                        .filter(further -> further.satisfiedBy().stream().noneMatch(permissions::contains))
                        .isPresent())
                .toList();
    }

    /** The address of New Role with these permissions ticked. */
    public String newRole() {
        return RoleForm.addressOfNew(Set.copyOf(permissions()));
    }

    /** A role with these permissions, as an access file says it. */
    public String accessFile() {
        return permissions().stream()
                .map(permission -> "      - " + permission.label() + "\n")
                .collect(Collectors.joining("", "roles:\n  - name: Integration\n    permissions:\n", ""));
    }

    /** The address of the page with this choice, or without it where the address would be too long. */
    String address() {
        String address = operations.stream()
                .map(operation -> "operation=" + operation.id())
                .collect(Collectors.joining("&", PATH + "?", ""));
        return operations.isEmpty() || address.length() > LONGEST_ADDRESS ? PATH : address;
    }

    private List<Permission> permissions() {
        return needed.stream().map(Needed::permission).toList();
    }
}
