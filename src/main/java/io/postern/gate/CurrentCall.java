package io.postern.gate;

import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import io.postern.foundation.store.Deadline;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Parameters;
import io.postern.foundation.wire.Surface;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The call that a resource answers, as the gate has let it in. */
@RequestScoped
public class CurrentCall {
    private final RoutingContext context;

    public CurrentCall(RoutingContext context) {
        this.context = context;
    }

    /** Whether the gate has let this call in; without that there is nothing else to know of it. */
    public boolean hasPassed() {
        return context.get(Gate.CALL) != null;
    }

    public String requestId() {
        return call().requestId();
    }

    public Surface surface() {
        return call().surface();
    }

    /** Verb and path of the operation, as in the table of operations. */
    public String operation() {
        return call().operation().id();
    }

    /** Parameters from query and body, merged. */
    public Parameters parameters() {
        return call().parameters();
    }

    /** The address of the client, behind proxies that are trusted; empty when the connection has none. */
    public String address() {
        return call().address();
    }

    /** Until when the database may be used for the call. A resource is under it; what it hands to another thread is not yet. */
    public Deadline deadline() {
        return call().deadline();
    }

    /** Who calls; only for operations that ask for a token. */
    public Caller.Service caller() {
        return Objects.requireNonNull(call().caller(), "the operation asks for no token");
    }

    /** The access model that the call was decided on; only for operations that ask for a token. */
    public Directory directory() {
        return Objects.requireNonNull(call().directory(), "the operation asks for no token");
    }

    /** The partitions of leads that the caller reaches with the permissions of this operation. */
    public Set<Integer> partitions() {
        return directory()
                .partitionsOf(
                        caller().permissions().workspacesWith(call().operation().permissions()));
    }

    /** Notes with which error the call is answered, before it is: some give the quota unit back. */
    public void failed(ErrorCode code) {
        call().measured().failed(code);
        Admission.@Nullable Slot place = context.get(Gate.PLACE);
        if (place != null) {
            place.failed(code);
        }
    }

    /** A resource begins to work on the call, on this thread. */
    void begun() {
        if (!Context.isOnEventLoopThread()) {
            call().deadline().enter();
        }
    }

    /**
     * The resource has ended its work, whatever became of the connection.
     *
     * @param status HTTP status of its answer
     */
    void ended(int status) {
        Deadline.leave();
        call().measured().ended(status);
        Admission.@Nullable Slot place = context.get(Gate.PLACE);
        if (place != null) {
            place.leave();
        }
    }

    private AdmittedCall call() {
        return Objects.requireNonNull(context.get(Gate.CALL), "the gate was not passed");
    }
}
