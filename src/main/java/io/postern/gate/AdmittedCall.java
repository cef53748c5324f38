package io.postern.gate;

import io.postern.access.directory.Directory;
import io.postern.access.operation.Operation;
import io.postern.access.permission.Caller;
import io.postern.foundation.store.Deadline;
import io.postern.foundation.wire.Parameters;
import io.postern.foundation.wire.Surface;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call that has passed the gate.
 *
 * @param requestId goes into the answer and into the log
 * @param parameters from query and body, merged
 * @param address of the client, behind proxies that are trusted
 * @param deadline until when the database may be used for it
 * @param caller null where the operation asks for no token
 * @param directory the access model that the call was decided on; null where the operation asks for no token
 * @param measured tells the meters when it has ended, and how
 */
public record AdmittedCall(
        String requestId,
        Surface surface,
        Operation operation,
        Parameters parameters,
        String address,
        Deadline deadline,
        Caller.@Nullable Service caller,
        @Nullable Directory directory,
        MeasuredCall measured) {}
