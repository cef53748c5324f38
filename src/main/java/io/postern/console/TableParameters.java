package io.postern.console;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What the address of a list asks for, as it stands there; null where it says nothing. */
public record TableParameters(
        @QueryParam("filter") @Nullable String filter,
        @QueryParam("sort") @Nullable String sort,
        @QueryParam("order") @Nullable String order,
        @QueryParam("page") @Nullable String page) {

    /**
     * Reads it. What cannot be read is as if it was not there.
     *
     * @param initial how the list is shown when nothing is asked for
     * @param columns the enum of the columns
     */
    public <C extends Enum<C>> TableQuery query(TableQuery initial, Class<C> columns) {
        return TableQuery.of(initial, columns, this);
    }
}
