package io.postern.gate;

import io.postern.access.operation.Operation;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Surface;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way into the meters: it is counted once, when it is refused or its resource has ended. Used by one thread after
 * the other.
 */
public final class MeasuredCall {
    private final CallMetrics metrics;
    private final Surface surface;
    private CallMetrics.Meters meters;
    private long handedOverAtNanos;
    private boolean handedOver;
    private @Nullable ErrorCode error;
    private boolean counted;

    MeasuredCall(CallMetrics metrics, Surface surface) {
        this.metrics = metrics;
        this.surface = surface;
        this.meters = metrics.withoutOperation(surface);
    }

    void isFor(Operation operation) {
        meters = metrics.of(surface, operation);
    }

    /** From now on it is worked on by its resource, and the time counts. */
    void handedOver() {
        handedOver = true;
        handedOverAtNanos = System.nanoTime();
    }

    /** It is answered with an error, by the gate. */
    void refused(ErrorCode code) {
        failed(code);
        count(metrics.code(code));
    }

    /** It will be answered with an error. One that comes after the end, when an answer cannot be written, is counted beside it. */
    synchronized void failed(ErrorCode code) {
        if (error == null) {
            error = code;
            if (counted) {
                meters.answered(metrics.code(code));
            }
        }
    }

    /**
     * Its resource has ended.
     *
     * @param status HTTP status of the answer: where no error was noted, a client error is one that has no number
     */
    synchronized void ended(int status) {
        if (error != null) {
            count(metrics.code(error));
        } else {
            count(status < Response.Status.BAD_REQUEST.getStatusCode() ? CallMetrics.OK : CallMetrics.DENIED);
        }
    }

    private synchronized void count(String code) {
        if (counted) {
            return;
        }
        counted = true;
        meters.answered(code);
        if (handedOver) {
            meters.took(System.nanoTime() - handedOverAtNanos);
        }
    }
}
