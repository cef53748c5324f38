package io.postern.gate;

import io.postern.access.directory.Directory;
import io.postern.access.operation.Operation;
import io.postern.access.permission.Caller;
import io.postern.foundation.store.Deadline;
import io.postern.foundation.wire.Input;
import java.util.Set;

/**
 * A call that was let in, as the handler of its operation gets it. It does not know what carried it here.
 *
 * @param requestId goes into the answer and into the log
 * @param deadline until when the database may be used for it
 */
public record Call(String requestId, Operation operation, Input input, Sender sender, Deadline deadline) {

    /** Who calls; only for operations that ask for a token. */
    public Caller.Service caller() {
        return integration().caller();
    }

    /** The access model that the call was decided on; only for operations that ask for a token. */
    public Directory directory() {
        return integration().directory();
    }

    /** The partitions of leads that the caller reaches with the permissions of this operation. */
    public Set<Integer> partitions() {
        return directory().partitionsOf(caller().permissions().workspacesWith(operation.permissions()));
    }

    private Sender.Integration integration() {
        return switch (sender) {
            case Sender.Integration known -> known;
            case Sender.Stranger unknown ->
                throw new IllegalStateException(operation.id() + " asks for no token, so nobody is known to call it");
        };
    }
}
