package io.postern.foundation.store;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;

/**
 * Values as an array of PostgreSQL, to be bound to a parameter as in {@code = ANY (:ids)}. {@code bindArray} does the same, but
 * works out the Java type anew with every statement, which costs more than all other parameters together.
 */
public final class SqlArray {
    private SqlArray() {}

    /** An {@code integer[]}. */
    public static Argument integers(Collection<Integer> values) {
        return array("integer", values.toArray(Integer[]::new));
    }

    /** A {@code bigint[]}. */
    public static Argument longs(Collection<Long> values) {
        return array("bigint", values.toArray(Long[]::new));
    }

    /** A {@code text[]} of strings. */
    public static Argument texts(Collection<?> values) {
        return array("text", values.toArray(String[]::new));
    }

    /** An {@code integer[]} of one part of each row. */
    public static <R> Argument integers(Collection<R> rows, Function<? super R, Integer> part) {
        return integers(rows.stream().map(part).toList());
    }

    /** A {@code bigint[]} of one part of each row. */
    public static <R> Argument longs(Collection<R> rows, Function<? super R, Long> part) {
        return longs(rows.stream().map(part).toList());
    }

    /** A {@code text[]} of one part of each row, as a string. */
    public static <R> Argument texts(Collection<R> rows, Function<? super R, ?> part) {
        return texts(rows.stream().map(part).map(Object::toString).toList());
    }

    /** A {@code timestamptz[]} of one part of each row. */
    public static <R> Argument instants(Collection<R> rows, Function<? super R, Instant> part) {
        return array(
                "timestamptz", rows.stream().map(part).map(Instant::toString).toArray(String[]::new));
    }

    private static Argument array(String type, Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }
}
