package io.postern.data.record;

import io.postern.foundation.wire.ApiError;
import org.jspecify.annotations.Nullable;

/** What became of one record of a call. */
public sealed interface Outcome {

    /** A lead was made. */
    record Created(int id) implements Outcome {}

    /** A lead was found and changed. */
    record Updated(int id) implements Outcome {}

    /** A lead was found and deleted. */
    record Deleted(int id) implements Outcome {}

    /**
     * Nothing was done with the record.
     *
     * @param id that of the lead where the caller named it by its id; null otherwise
     */
    record Skipped(@Nullable Integer id, ApiError reason) implements Outcome {}
}
