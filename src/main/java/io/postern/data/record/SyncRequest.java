package io.postern.data.record;

import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Input;
import io.postern.foundation.wire.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sync that can be carried out: everything that would refuse it as a whole has been checked.
 *
 * @param partition where new records go, and where found ones must be; null leaves both open
 * @param records as sent, by their fields
 */
record SyncRequest(
        Schema schema,
        SyncAction action,
        KeyRule rule,
        @Nullable Integer partition,
        List<Map<Field, @Nullable Object>> records) {

    /**
     * Checks what a call sends.
     *
     * @throws Refusal as {@link Records#sync} says
     */
    static SyncRequest of(Input input, Reach reach, Schema schema) {
        List<Map<String, @Nullable Object>> sent = input.records("input", Records.MOST_RECORDS);
        SyncAction action =
                input.oneOf("action", SyncAction.class, SyncAction::wireName).orElse(SyncAction.CREATE_OR_UPDATE);
        KeyRule rule = rule(input, action, schema);
        @Nullable
        Integer partition = schema.kind().family() == Kind.Family.LEADS
                ? input.text("partitionName").optional().map(reach::named).orElse(null)
                : null;
        return new SyncRequest(
                schema,
                action,
                rule,
                partition,
                sent.stream().map(schema::record).toList());
    }

    /** Whether a record may carry an id: it then names the record that is to be changed. */
    boolean mayNameId() {
        return rule.byId() && (action == SyncAction.UPDATE_ONLY || action == SyncAction.CREATE_OR_UPDATE);
    }

    /** Whether a record that is not found is made; what is looked for by its id never is. */
    boolean makesRecords() {
        return action != SyncAction.UPDATE_ONLY && !mayNameId();
    }

    private static KeyRule rule(Input input, SyncAction action, Schema schema) {
        if (schema.kind().family() == Kind.Family.LEADS) {
            Field lookup = input.text("lookupField")
                    .optional()
                    .map(schema::require)
                    .orElseGet(() -> schema.byDedupeFields().fields().getFirst());
            if (!lookup.usableForLookup()) {
                throw Refusal.with(ErrorCode.FIELD_NOT_SUPPORTED, lookup.name());
            }
            return KeyRule.by(lookup);
        }
        KeyRule rule = DedupeBy.of(input, "dedupeBy").rule(schema);
        if (action == SyncAction.CREATE_DUPLICATE) {
            throw Refusal.withText(
                    ErrorCode.INVALID_DATA,
                    "Invalid action 'createDuplicate'; allowed are createOrUpdate, createOnly, updateOnly");
        }
        if (action == SyncAction.CREATE_ONLY && rule.byId()) {
            throw Refusal.withText(
                    ErrorCode.INVALID_DATA, "Invalid dedupeBy 'idField'; with action createOnly send dedupeFields");
        }
        return rule;
    }
}
