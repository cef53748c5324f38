package io.postern.data.record;

import io.postern.foundation.wire.ApiError;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a kind asks of its records beyond its {@link Kind}; made for one transaction. */
public interface Rules {
    /** Nothing. */
    Rules NONE = new Rules() {};

    /** Makes the rules of a transaction. */
    @FunctionalInterface
    interface Factory {
        /** @param partition that the call names; null when it names none */
        Rules of(Handle handle, Reach reach, @Nullable Integer partition);
    }

    /** Where a new record goes. */
    sealed interface Place {
        /** @param partition null where records of the kind are in none */
        record In(@Nullable Integer partition) implements Place {}

        /** Nowhere, so it is skipped. */
        record Nowhere(ApiError reason) implements Place {}
    }

    /** Why the caller does not reach a record that there is; empty when it does. */
    default Optional<ApiError> outOfReach(Row row) {
        return Optional.empty();
    }

    /** Why a record within reach is not to be changed; empty when it is. */
    default Optional<ApiError> unchangeable(Row row) {
        return Optional.empty();
    }

    /** Where new records go. */
    default Place place() {
        return new Place.In(null);
    }
}
