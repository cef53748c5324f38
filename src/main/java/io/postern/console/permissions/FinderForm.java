package io.postern.console.permissions;

import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import jakarta.ws.rs.FormParam;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody ticked and pasted. */
public final class FinderForm {
    /** The documented operation ids. */
    @FormParam("operation")
    @Nullable
    List<String> operations;

    @FormParam("calls")
    @Nullable
    String calls;

    /** The operations that are ticked; never with anything that is not one. */
    Set<Operation> chosen(Operations catalog) {
        return chosen(catalog, Objects.requireNonNullElse(operations, List.of()));
    }

    /** What was pasted, as it was. */
    String calls() {
        return Objects.requireNonNullElse(calls, "");
    }

    /** The operations of these ids. */
    static Set<Operation> chosen(Operations catalog, List<String> ids) {
        return ids.stream().flatMap(id -> catalog.ofId(id).stream()).collect(Collectors.toCollection(HashSet::new));
    }
}
