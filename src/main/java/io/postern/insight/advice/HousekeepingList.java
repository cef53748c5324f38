package io.postern.insight.advice;

import io.postern.foundation.store.Columns;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * A list of what an administrator should look at, as rows of {@code R}, in one subscription. A list of unused access
 * holds what was last used, or made, longer ago than the span that is asked for; exactly as long ago is not enough. It
 * begins with what was never used, and goes on with what has been unused for longest.
 */
public final class HousekeepingList<R> {
    /** Services that are switched on and were not served, with no operation and under no owner. */
    public static final HousekeepingList<UnusedService> SERVICES = new HousekeepingList<>(
            """
            SELECT s.id, s.display_name, s.user_id, u.login, s.created_at, used.at AS last_called_at
              FROM custom_service s
              JOIN user_account u ON u.subscription_id = s.subscription_id AND u.id = s.user_id
              LEFT JOIN (SELECT service_id, max(last_called_at) AS at
                           FROM service_operation
                          WHERE subscription_id = :subscription
                          GROUP BY service_id) AS used ON used.service_id = s.id
             WHERE s.subscription_id = :subscription
               AND s.disabled_at IS NULL
               AND s.created_at < :since
               AND (used.at IS NULL OR used.at < :since)
            """,
            "display_name, login",
            "last_called_at NULLS FIRST, created_at, id",
            (row, context) -> new UnusedService(
                    row.getLong("id"),
                    row.getString("display_name"),
                    row.getLong("user_id"),
                    row.getString("login"),
                    Columns.instant(row, "created_at"),
                    Columns.instantOrNull(row, "last_called_at")));

    /**
     * Accepted secrets that got no token, of services that are switched on and have another accepted secret. Where
     * there is no other one, the service as a whole is unused, which is another list.
     */
    public static final HousekeepingList<UnusedSecret> SECRETS = new HousekeepingList<>(
            """
            SELECT c.id, s.id AS service_id, s.display_name, live.newest = c.id AS is_current, c.created_at, c.last_used_at,
                   least(c.expires_at, c.retires_at) AS ends_at
              FROM client_secret c
              JOIN custom_service s ON s.subscription_id = c.subscription_id AND s.id = c.service_id
              JOIN (SELECT service_id, max(id) AS newest, count(*) AS secrets
                      FROM client_secret
                     WHERE subscription_id = :subscription
                       AND coalesce(least(expires_at, retires_at), 'infinity') > :now
                     GROUP BY service_id) AS live ON live.service_id = c.service_id
             WHERE c.subscription_id = :subscription
               AND s.disabled_at IS NULL
               AND live.secrets > 1
               AND coalesce(least(c.expires_at, c.retires_at), 'infinity') > :now
               AND c.created_at < :since
               AND (c.last_used_at IS NULL OR c.last_used_at < :since)
            """,
            "display_name",
            "last_used_at NULLS FIRST, created_at, id",
            (row, context) -> new UnusedSecret(
                    row.getLong("id"),
                    row.getLong("service_id"),
                    row.getString("display_name"),
                    row.getBoolean("is_current"),
                    Columns.instant(row, "created_at"),
                    Columns.instantOrNull(row, "last_used_at"),
                    Columns.instantOrNull(row, "ends_at")));

    /**
     * All users with the last use of their access. A person uses it by signing in; an API-only user by a served call of
     * a service that it owned then or owns now.
     */
    private static final String USERS_WITH_USE = """
            SELECT a.*, CASE WHEN a.api_only THEN called.at ELSE a.last_login_at END AS last_used_at
              FROM user_account a
              LEFT JOIN (SELECT owner.user_id, max(o.last_called_at) AS at
                           FROM service_operation o
                           LEFT JOIN custom_service s ON s.subscription_id = o.subscription_id AND s.id = o.service_id
                          CROSS JOIN LATERAL (VALUES (o.user_id), (s.user_id)) AS owner (user_id)
                          WHERE o.subscription_id = :subscription
                          GROUP BY owner.user_id) AS called ON called.user_id = a.id
             WHERE a.subscription_id = :subscription
            """;

    /** Users who have access and did not use it. People who were only invited are among them. */
    public static final HousekeepingList<UnusedUser> USERS = new HousekeepingList<>(
            """
            SELECT u.id, u.login, u.first_name || ' ' || u.last_name AS name, u.api_only, u.created_at, u.last_used_at,
                   NOT u.api_only AND u.password_hash IS NULL AS pending,
                   (SELECT count(*) FROM custom_service s
                     WHERE s.subscription_id = :subscription AND s.user_id = u.id) AS services
              FROM (
            """ + USERS_WITH_USE + """
                   ) AS u
             WHERE u.disabled_at IS NULL
               AND (u.access_expires_at IS NULL OR u.access_expires_at > :now)
               AND u.created_at < :since
               AND (u.last_used_at IS NULL OR u.last_used_at < :since)
            """,
            "login, name",
            "last_used_at NULLS FIRST, created_at, id",
            (row, context) -> new UnusedUser(
                    row.getLong("id"),
                    row.getString("login"),
                    row.getString("name"),
                    row.getBoolean("api_only"),
                    row.getBoolean("pending"),
                    Columns.instant(row, "created_at"),
                    Columns.instantOrNull(row, "last_used_at"),
                    row.getLong("services")));

    /**
     * Roles that nobody makes use of: each holder is disabled, expired or unused. Built-in roles that cannot be deleted
     * are not in it. A holder who was made lately counts as used, for they may be about to begin.
     */
    public static final HousekeepingList<UnusedRole> ROLES = new HousekeepingList<>(
            """
            SELECT r.id, r.name, r.description, r.created_at, coalesce(held.holders, 0) AS holders, held.last_used_at
              FROM role r
              LEFT JOIN (SELECT a.role_id, count(DISTINCT u.id) AS holders, max(u.last_used_at) AS last_used_at,
                                bool_or(u.disabled_at IS NULL
                                        AND (u.access_expires_at IS NULL OR u.access_expires_at > :now)
                                        AND (u.created_at >= :since OR u.last_used_at >= :since)) AS used
                           FROM user_role a
                           JOIN (
            """ + USERS_WITH_USE + """
                                ) AS u ON u.id = a.user_id
                          WHERE a.subscription_id = :subscription
                          GROUP BY a.role_id) AS held ON held.role_id = r.id
             WHERE r.subscription_id = :subscription
               AND r.type = 'custom'
               AND r.created_at < :since
               AND held.used IS NOT TRUE
            """,
            "name, description",
            "last_used_at NULLS FIRST, created_at, id",
            (row, context) -> new UnusedRole(
                    row.getInt("id"),
                    row.getString("name"),
                    row.getString("description"),
                    row.getLong("holders"),
                    Columns.instant(row, "created_at"),
                    Columns.instantOrNull(row, "last_used_at")));

    /**
     * Secrets of services that are served now, and the access of API-only users, where they end soon. What ends first
     * comes first.
     */
    public static final HousekeepingList<EndingAccess> ENDING = new HousekeepingList<>(
            """
            SELECT NULL AS user_id, c.service_id, s.display_name AS name, c.ends_at, 1 AS services,
                   NOT EXISTS (SELECT FROM client_secret n
                                WHERE n.subscription_id = :subscription
                                  AND n.service_id = c.service_id AND n.id > c.id
                                  AND coalesce(least(n.expires_at, n.retires_at), 'infinity') > :now) AS is_current,
                   later.until IS NOT NULL AS goes_on, nullif(later.until, 'infinity') AS goes_on_until
              FROM (SELECT id, subscription_id, service_id, least(expires_at, retires_at) AS ends_at FROM client_secret) AS c
              JOIN custom_service s ON s.subscription_id = c.subscription_id AND s.id = c.service_id
              JOIN user_account u ON u.subscription_id = s.subscription_id AND u.id = s.user_id
              LEFT JOIN LATERAL (SELECT max(coalesce(least(l.expires_at, l.retires_at), 'infinity')) AS until
                                   FROM client_secret l
                                  WHERE l.subscription_id = :subscription
                                    AND l.service_id = c.service_id
                                    AND coalesce(least(l.expires_at, l.retires_at), 'infinity') > c.ends_at) AS later ON true
             WHERE c.subscription_id = :subscription
               AND s.disabled_at IS NULL
               AND u.disabled_at IS NULL
               AND (u.access_expires_at IS NULL OR u.access_expires_at > :now)
               AND c.ends_at > :now
               AND c.ends_at <= :soon
             UNION ALL
            SELECT u.id, NULL, u.login, u.access_expires_at,
                   (SELECT count(*) FROM custom_service s
                     WHERE s.subscription_id = :subscription AND s.user_id = u.id AND s.disabled_at IS NULL),
                   false, false, NULL
              FROM user_account u
             WHERE u.subscription_id = :subscription
               AND u.api_only
               AND u.disabled_at IS NULL
               AND u.access_expires_at > :now
               AND u.access_expires_at <= :soon
            """,
            "name",
            "ends_at, lower(name), service_id",
            (row, context) -> row.getObject("user_id") == null
                    ? new EndingAccess.OfSecret(
                            row.getLong("service_id"),
                            row.getString("name"),
                            row.getBoolean("is_current"),
                            row.getBoolean("goes_on"),
                            Columns.instantOrNull(row, "goes_on_until"),
                            Columns.instant(row, "ends_at"))
                    : new EndingAccess.OfUser(
                            row.getLong("user_id"),
                            row.getString("name"),
                            row.getInt("services"),
                            Columns.instant(row, "ends_at")));

    /** Services that are switched on and were served with a token in query or form. The latest comes first. */
    public static final HousekeepingList<TokenInParameters> TOKENS_IN_PARAMETERS = new HousekeepingList<>(
            """
            SELECT s.id, s.display_name, u.login, sent.last_at, sent.last_operation, sent.operations
              FROM (SELECT service_id, max(token_in_parameters_at) AS last_at, count(DISTINCT operation) AS operations,
                           (array_agg(operation ORDER BY token_in_parameters_at DESC, operation))[1] AS last_operation
                      FROM service_operation
                     WHERE subscription_id = :subscription AND token_in_parameters_at >= :since
                     GROUP BY service_id) AS sent
              JOIN custom_service s ON s.subscription_id = :subscription AND s.id = sent.service_id
              JOIN user_account u ON u.subscription_id = s.subscription_id AND u.id = s.user_id
             WHERE s.disabled_at IS NULL
            """,
            "display_name, login",
            "last_operation",
            "last_at DESC, lower(display_name)",
            (row, context) -> new TokenInParameters(
                    row.getLong("id"),
                    row.getString("display_name"),
                    row.getString("login"),
                    Columns.instant(row, "last_at"),
                    row.getString("last_operation"),
                    row.getLong("operations")));

    private final String sql;
    private final String text;
    private final String operation;
    private final String order;
    private final RowMapper<R> reader;

    private HousekeepingList(String sql, String text, String order, RowMapper<R> reader) {
        this(sql, text, "NULL::text", order, reader);
    }

    private HousekeepingList(String sql, String text, String operation, String order, RowMapper<R> reader) {
        this.sql = sql;
        this.text = text;
        this.operation = operation;
        this.order = order;
        this.reader = reader;
    }

    /** All rows, with the parameters subscription, now, since and soon. */
    String sql() {
        return sql;
    }

    /** The columns in which a text is looked for. */
    String text() {
        return text;
    }

    /** The column with the id of an operation, in whose name a text is looked for too; null as SQL where there is none. */
    String operation() {
        return operation;
    }

    String order() {
        return order;
    }

    RowMapper<R> reader() {
        return reader;
    }
}
