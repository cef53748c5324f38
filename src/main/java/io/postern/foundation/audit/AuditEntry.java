package io.postern.foundation.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One thing that was done.
 *
 * @param actor who did it
 * @param address from where; empty for the server itself
 * @param action what was done, for instance {@code role.create}
 * @param subject to what
 * @param before the state before as text; empty when there was none
 * @param after the state after as text; empty when there is none
 * @param at when, to the microsecond
 */
public record AuditEntry(
        String actor, String address, String action, String subject, String before, String after, Instant at) {
    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
