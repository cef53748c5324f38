package io.postern.access.operation;

import java.util.List;
import java.util.Map;

/**
 * The operations that a path leads to.
 *
 * @param operations by verb
 * @param values of the parameters of the path, in order, as sent
 */
public record RouteMatch(Map<String, Operation> operations, List<String> values) {
    /** The parameters of the path, by the names that an operation of this path has for them. */
    public Map<String, String> parameters(Operation operation) {
        return operation.route().named(values);
    }
}
