package io.postern.access.subscription;

import io.postern.foundation.store.SqlArray;
import io.postern.foundation.wire.AddressRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/** The columns in which limits and an allow-list are kept; every table that has them names them alike. */
public final class LimitColumns {
    private LimitColumns() {}

    /** Binds all of them under the names of the columns. */
    public static <S extends SqlStatement<S>> S bind(S statement, Limits limits, AllowList apiAllowList) {
        return statement
                .bind("daily_calls", limits.dailyCalls())
                .bind("calls_per_20_seconds", limits.callsPer20Seconds())
                .bind("concurrent_calls", limits.concurrentCalls())
                .bind(
                        "api_allow_list",
                        SqlArray.texts(apiAllowList.entries().stream()
                                .map(AddressRange::toString)
                                .toList()))
                .bind("api_allow_list_enabled", apiAllowList.enabled());
    }

    public static Limits limits(ResultSet row) throws SQLException {
        return new Limits(
                row.getInt("daily_calls"), row.getInt("calls_per_20_seconds"), row.getInt("concurrent_calls"));
    }

    public static AllowList apiAllowList(ResultSet row) throws SQLException {
        return new AllowList(
                row.getBoolean("api_allow_list_enabled"),
                Stream.of((String[]) row.getArray("api_allow_list").getArray())
                        .map(AddressRange::parse)
                        .flatMap(Optional::stream)
                        .toList());
    }
}
