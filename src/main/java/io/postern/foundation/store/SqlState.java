package io.postern.foundation.store;

import java.sql.SQLException;

/** What PostgreSQL says of a failed statement in five characters. Its manual, appendix "Error Codes". */
public final class SqlState {
    public static final String UNIQUE_VIOLATION = "23505";
    public static final String FOREIGN_KEY_VIOLATION = "23503";

    private SqlState() {}

    /** The state that a failure or one of its causes bears; empty when none does. */
    public static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
