package io.postern.data.leads;

import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Quote;
import io.postern.foundation.wire.Refusal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a sync does with a record whose lead exists, and with one whose lead does not. */
enum SyncAction {
    CREATE_OR_UPDATE("createOrUpdate"),
    CREATE_ONLY("createOnly"),
    UPDATE_ONLY("updateOnly"),
    /** Makes a lead without looking for one. */
    CREATE_DUPLICATE("createDuplicate");

    private final String wireName;

    SyncAction(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The action with a name; create or update when none is given.
     *
     * @throws Refusal 1003 when there is none with this name
     */
    static SyncAction named(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return CREATE_OR_UPDATE;
        }
        return Stream.of(values())
                .filter(action -> action.wireName.equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> Refusal.withText(
                        ErrorCode.INVALID_DATA,
                        "Unknown action '" + Quote.of(name)
                                + "'; send createOrUpdate, createOnly, updateOnly or createDuplicate"));
    }
}
