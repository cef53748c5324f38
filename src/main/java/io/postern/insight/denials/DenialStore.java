package io.postern.insight.denials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.postern.access.directory.Directory;
import io.postern.access.subscription.SubscriptionTimes;
import io.postern.foundation.store.Columns;
import io.postern.foundation.store.SqlArray;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The SQL of denials. */
final class DenialStore {
    /**
     * The most denials that are kept of a service and day, and of a subscription in all; they are those that happened
     * last.
     */
    private static final int MOST_OF_A_DAY = 300;

    private static final int MOST_OF_A_SUBSCRIPTION = 20_000;

    /** Beyond the most frequent groups nobody reads on. */
    private static final int MOST_GROUPS = 100;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String MATCHES = """
             WHERE d.subscription_id = :subscription
               AND d.last_at >= :since
               AND (:reason = '' OR d.reason = :reason)
               AND (:service = 0 OR d.service_id = :service)
               AND CASE :property WHEN 'USER' THEN d.login WHEN 'OPERATION' THEN d.operation WHEN 'ADDRESS' THEN d.address
                                  WHEN 'CODE' THEN d.code ELSE '' END = :value
               AND (position(lower(:text) IN lower(concat_ws(' ', d.service_name, d.login, d.operation, d.address, d.code,
                                                                 d.request_id))) > 0
                    OR d.operation = ANY (:operations))
            """;

    private DenialStore() {}

    private record Row(String digest, Denials.Noted noted, String serviceName, long userId, String login, String why) {
        static Row of(Denials.Noted noted, Explanation why) {
            Directory directory = noted.directory();
            Directory.@Nullable Service service =
                    directory.services().get(noted.kind().serviceId());
            Directory.@Nullable ApiUser user =
                    service == null ? null : directory.users().get(service.userId());
            String json = json(why);
            return new Row(
                    digestOf(noted.kind(), json),
                    noted,
                    service == null ? "" : service.displayName(),
                    user == null ? 0 : user.id(),
                    user == null ? "" : user.login(),
                    json);
        }
    }

    /** Adds to what is there. All nodes lock the rows in one order; a subscription that is gone has no denials. */
    static void add(Handle handle, int subscriptionId, List<Denials.Explained> denials) {
        List<Row> rows = denials.stream()
                .map(each -> Row.of(each.noted(), each.why()))
                .sorted(Comparator.comparing((Row row) -> row.noted().kind().day())
                        .thenComparing(Row::digest))
                .toList();
        handle.createUpdate("""
                        INSERT INTO denial (subscription_id, day, digest, service_id, user_id, service_name, login, operation,
                                            address, code, reason, why, calls, first_at, last_at, request_id)
                        SELECT s.id, d.day::date, d.digest, d.service_id, d.user_id, d.service_name, d.login, d.operation,
                               d.address, d.code, d.reason, d.why::jsonb, d.calls, d.first_at::timestamptz,
                               d.last_at::timestamptz, d.request_id
                          FROM unnest(:days, :digests, :services, :users, :names, :logins, :operations, :addresses, :codes,
                                      :reasons, :whys, :calls, :firsts, :lasts, :requests)
                               AS d (day, digest, service_id, user_id, service_name, login, operation, address, code, reason,
                                     why, calls, first_at, last_at, request_id)
                          JOIN subscription s ON s.id = :subscription
                        ON CONFLICT (subscription_id, day, digest) DO UPDATE
                           SET calls = denial.calls + excluded.calls,
                               first_at = least(denial.first_at, excluded.first_at),
                               last_at = greatest(denial.last_at, excluded.last_at),
                               service_name = excluded.service_name,
                               login = excluded.login,
                               request_id = CASE WHEN excluded.last_at >= denial.last_at THEN excluded.request_id
                                                 ELSE denial.request_id END
                        """)
                .bind("subscription", subscriptionId)
                .bind("days", SqlArray.texts(rows, row -> row.noted().kind().day()))
                .bind("digests", SqlArray.texts(rows, Row::digest))
                .bind("services", SqlArray.longs(rows, row -> row.noted().kind().serviceId()))
                .bind("users", SqlArray.longs(rows, Row::userId))
                .bind("names", SqlArray.texts(rows, Row::serviceName))
                .bind("logins", SqlArray.texts(rows, Row::login))
                .bind(
                        "operations",
                        SqlArray.texts(rows, row -> row.noted().kind().operation()))
                .bind(
                        "addresses",
                        SqlArray.texts(rows, row -> row.noted().kind().address()))
                .bind("codes", SqlArray.texts(rows, row -> row.noted().kind().code()))
                .bind(
                        "reasons",
                        SqlArray.texts(rows, row -> row.noted().kind().cause().reason()))
                .bind("whys", SqlArray.texts(rows, Row::why))
                .bind("calls", SqlArray.longs(rows, row -> row.noted().calls()))
                .bind("firsts", SqlArray.texts(rows, row -> row.noted().firstAt()))
                .bind("lasts", SqlArray.texts(rows, row -> row.noted().lastAt()))
                .bind("requests", SqlArray.texts(rows, row -> row.noted().requestId()))
                .execute();
    }

    /**
     * Those that match, the last first; without those whose cause only a later version can read.
     *
     * @param operations the ids of those whose names match the text of the filter
     */
    static List<Denial> page(Handle handle, DenialFilter filter, Set<String> operations, int offset, int limit) {
        return bind(handle.createQuery("SELECT d.* FROM denial d " + MATCHES + """
                         ORDER BY d.last_at DESC, d.digest
                        OFFSET :offset LIMIT :limit
                        """), filter, operations)
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> denial(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    static long count(Handle handle, DenialFilter filter, Set<String> operations) {
        return bind(handle.createQuery("SELECT count(*) FROM denial d " + MATCHES), filter, operations)
                .mapTo(Long.class)
                .one();
    }

    static List<DenialGroup> groups(Handle handle, DenialFilter filter, Set<String> operations, DenialGroup.By by) {
        return bind(handle.createQuery("""
                        SELECT <column> AS key, <id> AS service_id, count(*) AS kinds, sum(d.calls) AS calls,
                               max(d.last_at) AS last_at
                          FROM denial d
                        """ + MATCHES + """
                         GROUP BY 1, 2
                         ORDER BY calls DESC, key
                         LIMIT :limit
                        """), filter, operations)
                .define("column", by.column())
                .define("id", by.id())
                .bind("limit", MOST_GROUPS)
                .map((row, context) -> new DenialGroup(
                        row.getString("key"),
                        row.getLong("service_id"),
                        row.getLong("kinds"),
                        row.getLong("calls"),
                        Columns.instant(row, "last_at")))
                .list();
    }

    /**
     * Deletes denials that last happened before an instant, and all but the latest of each service and day, and of each
     * subscription.
     */
    static void deleteOld(Handle handle, SubscriptionTimes limits) {
        limits.bindTo(handle.createUpdate("""
                        DELETE FROM denial d USING (
                            SELECT subscription_id, day, digest,
                                   row_number() OVER (PARTITION BY subscription_id, service_id, day ORDER BY last_at DESC)
                                       AS of_day,
                                   row_number() OVER (PARTITION BY subscription_id ORDER BY last_at DESC) AS of_subscription
                              FROM denial) AS ranked
                          JOIN unnest(:subscriptions, :instants) AS past (subscription_id, instant) USING (subscription_id)
                         WHERE (d.subscription_id, d.day, d.digest)
                               = (ranked.subscription_id, ranked.day, ranked.digest)
                           AND (ranked.of_day > :most_of_a_day OR ranked.of_subscription > :most OR d.last_at < past.instant)
                        """))
                .bind("most_of_a_day", MOST_OF_A_DAY)
                .bind("most", MOST_OF_A_SUBSCRIPTION)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, DenialFilter filter, Set<String> operations) {
        return statement
                .bind("subscription", filter.subscriptionId())
                .bind("since", filter.since())
                .bind("reason", filter.reason().map(Enum::name).orElse(""))
                .bind("service", filter.serviceId().orElse(0L))
                .bind("property", filter.property().map(one -> one.of().name()).orElse(""))
                .bind(
                        "value",
                        filter.property().map(DenialFilter.Property::value).orElse(""))
                .bind("text", filter.text())
                .bind("operations", SqlArray.texts(operations));
    }

    private static Optional<Denial> denial(ResultSet row) throws SQLException {
        Optional<Explanation> why = why(row.getString("why"));
        return why.isEmpty() ? Optional.empty() : Optional.of(denial(row, why.get()));
    }

    private static Denial denial(ResultSet row, Explanation why) throws SQLException {
        return new Denial(
                row.getObject("day", LocalDate.class),
                row.getString("digest"),
                row.getLong("service_id"),
                row.getLong("user_id"),
                row.getString("service_name"),
                row.getString("login"),
                row.getString("operation"),
                row.getString("address"),
                row.getString("code"),
                why,
                row.getLong("calls"),
                Columns.instant(row, "first_at"),
                Columns.instant(row, "last_at"),
                row.getString("request_id"));
    }

    /** What two denials of a day must share to be the same row. */
    private static String digestOf(Denials.Kind kind, String why) {
        try {
            String all = String.join(
                    "\n", List.of(Long.toString(kind.serviceId()), kind.operation(), kind.address(), kind.code(), why));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static String json(Explanation why) {
        try {
            return JSON.writeValueAsString(why);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written as JSON", e);
        }
    }

    private static Optional<Explanation> why(String json) {
        try {
            return Optional.of(JSON.readValue(json, Explanation.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
