package io.postern.access.operation;

import java.util.Map;

/**
 * The operations that a path leads to.
 *
 * @param path the path with its literals in canonical case and its parameters as sent
 * @param operations by verb
 */
public record RouteMatch(String path, Map<String, Operation> operations) {}
