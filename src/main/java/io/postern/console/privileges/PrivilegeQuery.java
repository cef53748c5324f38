package io.postern.console.privileges;

import io.postern.console.LookBack;
import io.postern.console.TableQuery;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What an address asks for. What cannot be read is as if it was not there. */
public final class PrivilegeQuery {
    @QueryParam("filter")
    @Nullable
    String filter;

    @QueryParam("sort")
    @Nullable
    String sort;

    @QueryParam("order")
    @Nullable
    String order;

    @QueryParam("page")
    @Nullable
    String page;

    @QueryParam(LookBack.PARAMETER)
    @Nullable
    String days;

    LookBack lookBack() {
        return LookBack.of(days);
    }

    /** The list at a path; what is needed least comes first. */
    TableQuery table(String path) {
        TableQuery initial = TableQuery.initial(path, GranteeRow.Order.UNNEEDED, true)
                .choosing(LookBack.PARAMETER, Integer.toString(lookBack().days()));
        return TableQuery.of(initial, GranteeRow.Order.class, filter, sort, order, page);
    }
}
