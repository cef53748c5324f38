package io.postern.access.operation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of operations, and which of them this server answers. Thread safe. */
@Singleton
public final class Operations {
    private final OperationTable table;
    private volatile Set<String> answered = Set.of();

    public Operations(OperationTable table) {
        this.table = table;
    }

    /** Says which operations are answered; to be called once, at the start. */
    public void answers(Set<String> ids) {
        answered = Set.copyOf(ids);
    }

    public OperationTable table() {
        return table;
    }

    /** All operations that ask for a token, by group, path and verb. */
    public List<Operation> withToken() {
        return table.operations().stream().filter(Operation::authenticated).toList();
    }

    /** The operations that this server answers, by group, path and verb. */
    public List<Operation> answered() {
        return table.operations().stream().filter(this::isAnswered).toList();
    }

    /** Whether this server answers an operation. */
    public boolean isAnswered(Operation operation) {
        return answered.contains(operation.id());
    }

    /** The operation of an id that was recorded; empty for what is no operation of this version. */
    public Optional<Operation> ofId(String id) {
        return table.ofId(id);
    }

    /** The ids of the operations whose verb, path or id contain a text, in whatever case. */
    public Set<String> idsOf(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return table.operations().stream()
                .filter(operation -> (operation.route() + " " + operation.id())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .map(Operation::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Verb and path of an operation by its id, for people; what is no id of this version stays as it is. */
    public String name(String id) {
        return table.ofId(id).map(operation -> operation.route().toString()).orElse(id);
    }
}
