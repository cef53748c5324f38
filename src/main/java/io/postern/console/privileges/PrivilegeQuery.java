package io.postern.console.privileges;

import io.postern.console.LookBack;
import io.postern.console.TableParameters;
import io.postern.console.TableQuery;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What an address asks for. What cannot be read is as if it was not there. */
public record PrivilegeQuery(
        @BeanParam TableParameters parameters,
        @QueryParam(LookBack.PARAMETER) @Nullable String days) {

    LookBack lookBack() {
        return LookBack.of(days);
    }

    /** The list at a path; what is needed least comes first. */
    TableQuery table(String path) {
        TableQuery initial = TableQuery.initial(path, GranteeRow.Order.UNNEEDED, true)
                .choosing(LookBack.PARAMETER, Integer.toString(lookBack().days()));
        return parameters.query(initial, GranteeRow.Order.class);
    }
}
