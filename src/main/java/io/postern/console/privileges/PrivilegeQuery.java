package io.postern.console.privileges;

import io.postern.console.TableQuery;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an address asks for. What cannot be read is as if it was not there. */
public final class PrivilegeQuery {
    static final String DAYS = "days";

    /** How far back can be looked; the one in the middle unless something else is asked for. */
    static final List<Integer> CHOICES = List.of(30, 60, 90, 180, 365);

    private static final int USUAL = 90;

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

    @QueryParam(DAYS)
    @Nullable
    String days;

    int days() {
        return CHOICES.stream()
                .filter(choice -> choice.toString().equals(days))
                .findFirst()
                .orElse(USUAL);
    }

    Duration period() {
        return Duration.ofDays(days());
    }

    /** The list at a path; what is needed least comes first. */
    TableQuery table(String path) {
        TableQuery initial = TableQuery.initial(path, GranteeRow.Order.UNNEEDED, true)
                .choosing(DAYS, days() == USUAL ? "" : Objects.requireNonNull(days));
        return TableQuery.of(initial, GranteeRow.Order.class, filter, sort, order, page);
    }
}
