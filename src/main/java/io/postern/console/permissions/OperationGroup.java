package io.postern.console.permissions;

import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * A group of operations in the tree of boxes.
 *
 * @param id of its elements on the page
 * @param chosen how many of its operations are chosen
 */
public record OperationGroup(String id, String name, List<Item> items, int chosen) {

    /**
     * An operation of the group.
     *
     * @param permissions what it asks for, in the reader's language
     * @param served whether this version answers it
     */
    public record Item(Operation operation, String permissions, boolean chosen, boolean served) {}

    /** All operations by group, in the order of the table. */
    static List<OperationGroup> of(
            Operations operations, Set<Operation> chosen, Function<Operation, String> permissions) {
        SequencedMap<String, List<Item>> items = new LinkedHashMap<>();
        for (Operation operation : operations.withToken()) {
            items.computeIfAbsent(operation.group(), key -> new ArrayList<>())
                    .add(new Item(
                            operation,
                            permissions.apply(operation),
                            chosen.contains(operation),
                            operations.isAnswered(operation)));
        }
        return items.entrySet().stream()
                .map(entry -> new OperationGroup(
                        "group-" + entry.getKey().replace(' ', '-'),
                        entry.getKey(),
                        List.copyOf(entry.getValue()),
                        (int) entry.getValue().stream().filter(Item::chosen).count()))
                .toList();
    }

    /** How many of its operations are chosen, as text. */
    public String chosenText() {
        return Integer.toString(chosen);
    }

    /** How many operations it has, as text. */
    public String allText() {
        return Integer.toString(items.size());
    }

    /** Whether this version answers any of it. */
    public boolean isServed() {
        return items.stream().anyMatch(Item::served);
    }
}
