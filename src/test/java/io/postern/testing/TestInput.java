package io.postern.testing;

import io.postern.access.operation.Operation;
import io.postern.access.operation.OperationTable;
import io.postern.access.operation.Signature;
import io.postern.foundation.wire.Input;
import io.postern.foundation.wire.Parameters;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a call sends, made without HTTP. */
public final class TestInput {
    private static final OperationTable TABLE = OperationTable.read();

    private TestInput() {}

    /** A JSON body for an operation. */
    public static Input body(String operation, Map<String, @Nullable Object> members) {
        return input(operation, Parameters.NONE, members);
    }

    /** No body at all. */
    public static Input nothing(String operation) {
        return input(operation, Parameters.NONE, null);
    }

    /** Parameters of the query. */
    public static Input query(String operation, Parameters parameters) {
        return input(operation, parameters, null);
    }

    private static Input input(String id, Parameters parameters, @Nullable Map<String, @Nullable Object> body) {
        Operation operation = TABLE.ofId(id).orElseThrow();
        Set<String> names = Stream.concat(
                        operation.signature().parameters().stream().map(Signature.Parameter::name),
                        operation.signature().body().stream()
                                .flatMap(sent -> sent.members().stream())
                                .map(Signature.Member::name))
                .collect(Collectors.toSet());
        return new Input(operation.surface(), names, Map.of(), parameters, body, Map.of());
    }
}
