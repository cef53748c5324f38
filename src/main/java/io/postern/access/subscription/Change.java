package io.postern.access.subscription;

import io.postern.access.permission.Caller;
import io.postern.foundation.audit.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * One change of access while it is made: the transaction, in which the subscription's row is locked, and who makes it.
 * Its rules are checked against rows read through {@link #handle()}. Not thread safe; it ends with the transaction.
 */
public final class Change {
    private final Handle handle;
    private final Subscription subscription;
    private final Caller caller;
    private final Instant at;
    private final List<AuditEntry> entries = new ArrayList<>();

    public Change(Handle handle, Subscription subscription, Caller caller, Instant at) {
        this.handle = handle;
        this.subscription = subscription;
        this.caller = caller;
        this.at = at;
    }

    public Handle handle() {
        return handle;
    }

    /** The subscription as it was when the change began. */
    public Subscription subscription() {
        return subscription;
    }

    public int subscriptionId() {
        return subscription.id();
    }

    public Caller caller() {
        return caller;
    }

    /** The instant of the change. */
    public Instant at() {
        return at;
    }

    /**
     * Notes what was changed; the note is written to the audit trail with the change.
     *
     * @param action what was done, for instance {@code role.create}
     * @param subject to what
     * @param before the state before as text, empty when there was none; never a secret
     * @param after the state after as text, empty when there is none; never a secret
     */
    public void record(String action, String subject, String before, String after) {
        entries.add(new AuditEntry(caller.actor(), caller.address(), action, subject, before, after, at));
    }

    /** What was noted so far; nothing when nothing was changed. */
    public List<AuditEntry> entries() {
        return List.copyOf(entries);
    }
}
