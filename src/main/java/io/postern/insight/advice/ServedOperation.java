package io.postern.insight.advice;

import io.postern.access.operation.Operation;
import java.time.Instant;

/**
 * An operation that somebody was served with.
 *
 * @param lastAt the last time, to the minute
 */
public record ServedOperation(Operation operation, Instant lastAt) {}
