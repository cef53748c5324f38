package io.postern.insight.advice;

import io.postern.access.operation.CatalogOperation;
import java.time.Instant;

/**
 * An operation that somebody was served with.
 *
 * @param lastAt the last time, to the minute
 */
public record ServedOperation(CatalogOperation operation, Instant lastAt) {}
