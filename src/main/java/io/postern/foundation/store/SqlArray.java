package io.postern.foundation.store;

import java.util.Collection;
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

    private static Argument array(String type, Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }
}
