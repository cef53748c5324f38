package io.postern.insight.calls;

import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import io.postern.foundation.wire.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * What the gate tells of a call: that it was let in, by which operation it is served, with which error it is answered, and how long the
 * work for it took. It is noted in memory. Thread safe.
 */
@Singleton
public final class CallStatistics {
    private final Errors errors;
    private final Callers callers;
    private final LastCalls lastCalls;
    private final OperationTimes times;

    CallStatistics(Errors errors, Callers callers, LastCalls lastCalls, OperationTimes times) {
        this.errors = errors;
        this.callers = callers;
        this.lastCalls = lastCalls;
        this.times = times;
    }

    /** A call was let in. */
    public void admitted(Caller.Service caller, Instant at) {
        callers.called(caller, at);
    }

    /**
     * A call is about to be served.
     *
     * @param operation the id of the operation
     * @param tokenInParameters whether its token came in query or form
     * @param at when it was let in
     */
    public void served(Caller.Service caller, String operation, boolean tokenInParameters, Instant at) {
        lastCalls.served(caller, operation, tokenInParameters, at);
    }

    /** A call whose subscription is known is answered with an error. */
    public void failed(Directory directory, ErrorCode code) {
        errors.count(directory, code);
    }

    /**
     * The work for a call has ended.
     *
     * @param operation the id of the operation
     * @param at when it was let in
     * @param nanos how long the work took, in nanoseconds
     */
    public void ended(Directory directory, String operation, Instant at, long nanos) {
        times.ended(directory, directory.day(at), operation, nanos);
    }
}
