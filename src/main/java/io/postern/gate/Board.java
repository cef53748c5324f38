package io.postern.gate;

import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.foundation.wire.Answer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which handler answers which operation of the table. A handler without a row keeps the server from starting; a row without a
 * handler is answered 610.
 */
@Singleton
public final class Board {
    private final Operations operations;
    private final Map<String, Binding> bindings = new HashMap<>();

    /**
     * The handlers of an operation.
     *
     * @param fromMemory answers without waiting for anything, on the event loop; null where nothing is answered so
     * @param handler answers what {@code fromMemory} left, on a thread of its own
     */
    record Binding(@Nullable FromMemory fromMemory, Handler handler) {}

    /** Answers from memory, or says that it cannot. It must not wait for anything: it runs on the event loop. */
    @FunctionalInterface
    public interface FromMemory {
        /** The same as {@link Handler#answer}; null to leave the call to the handler. */
        @Nullable
        Answer answer(Call call);
    }

    @Inject
    Board(Operations operations, Instance<Declares> groups) {
        this(operations, (Iterable<Declares>) groups);
    }

    /** @throws IllegalStateException when a handler has no row, or an operation two handlers */
    Board(Operations operations, Iterable<Declares> groups) {
        this.operations = operations;
        groups.forEach(group -> group.on(this));
        operations.answers(bindings.keySet());
    }

    /** Answers an operation, on a thread of its own. */
    public void answer(String id, Handler handler) {
        bind(id, new Binding(null, handler));
    }

    /** Answers an operation from memory where that can be done, else on a thread of its own. */
    public void answer(String id, FromMemory fromMemory, Handler handler) {
        bind(id, new Binding(fromMemory, handler));
    }

    /** Answers an operation from memory, always. */
    public void answerFromMemory(String id, Handler handler) {
        bind(id, new Binding(handler::answer, handler));
    }

    /** The operations that are answered, by group, path and verb. */
    List<Operation> operations() {
        return operations.answered();
    }

    /** The handlers of an operation that is answered. */
    Binding of(Operation operation) {
        @Nullable Binding binding = bindings.get(operation.id());
        if (binding == null) {
            throw new IllegalArgumentException(operation.id() + " is not answered");
        }
        return binding;
    }

    private void bind(String id, Binding binding) {
        Operation operation = operations
                .ofId(id)
                .orElseThrow(() -> new IllegalStateException("the table of operations has no row " + id));
        operation.surface();
        if (bindings.put(id, binding) != null) {
            throw new IllegalStateException("two handlers answer " + id);
        }
    }
}
