package io.postern.access.subscription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The SQL of subscriptions, workspaces and partitions. */
public final class SubscriptionStore {
    /** The letters "postern" as a number. */
    private static final long CREATION_LOCK = 0x706f737465726eL;

    private SubscriptionStore() {}

    /** The ids and access versions of all subscriptions: what nodes watch. */
    public static Map<Integer, Long> versions(Handle handle) {
        return handle.createQuery("SELECT id, access_version FROM subscription")
                .map((row, context) -> Map.entry(row.getInt("id"), row.getLong("access_version")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public static Optional<Subscription> byMunchkinId(Handle handle, MunchkinId munchkinId) {
        return handle.createQuery("SELECT * FROM subscription WHERE munchkin_id = :id")
                .bind("id", munchkinId.value())
                .map((row, context) -> subscription(row))
                .findOne();
    }

    public static Optional<Subscription> byId(Handle handle, int id) {
        return handle.createQuery("SELECT * FROM subscription WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> subscription(row))
                .findOne();
    }

    /**
     * Locks a subscription until the transaction ends; every change of access begins with this. Rows that only refer to
     * the subscription, such as a lead or a token, can be inserted meanwhile.
     */
    public static Optional<Subscription> lock(Handle handle, int id) {
        return handle.createQuery("SELECT * FROM subscription WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", id)
                .map((row, context) -> subscription(row))
                .findOne();
    }

    /**
     * Lets one transaction at a time make a subscription, on all servers: it waits for the others, and they wait until
     * this one ends.
     */
    public static void lockCreation(Handle handle) {
        handle.createQuery("SELECT pg_advisory_xact_lock(:lock)::text")
                .bind("lock", CREATION_LOCK)
                .mapTo(String.class)
                .one();
    }

    /** Takes the id for a new subscription; ids are never used again. */
    public static int takeId(Handle handle) {
        return handle.createQuery("SELECT nextval(pg_get_serial_sequence('subscription', 'id'))")
                .mapTo(Integer.class)
                .one();
    }

    static void insert(
            Handle handle,
            int id,
            MunchkinId munchkinId,
            Settings settings,
            int nextWorkspaceId,
            int nextRoleId,
            Instant at) {
        bind(handle.createUpdate("""
                                INSERT INTO subscription (id, munchkin_id, name, time_zone, daily_calls, calls_per_20_seconds,
                                                          concurrent_calls, api_allow_list, api_allow_list_enabled,
                                                          access_token_in_query, secrets_revealable,
                                                          token_lifetime_seconds, time_limit_millis, next_workspace_id,
                                                          next_role_id, access_version, created_at, updated_at)
                                OVERRIDING SYSTEM VALUE
                                VALUES (:id, :munchkin_id, :name, :time_zone, :daily_calls, :calls_per_20_seconds,
                                        :concurrent_calls, :api_allow_list, :api_allow_list_enabled,
                                        :access_token_in_query, :secrets_revealable,
                                        :token_lifetime_seconds, :time_limit_millis, :next_workspace_id, :next_role_id, 1, :at, :at)
                                """), settings)
                .bind("id", id)
                .bind("munchkin_id", munchkinId.value())
                .bind("next_workspace_id", nextWorkspaceId)
                .bind("next_role_id", nextRoleId)
                .bind("at", at)
                .execute();
    }

    static void update(Handle handle, int id, Settings settings, Instant at) {
        bind(handle.createUpdate("""
                                UPDATE subscription
                                   SET name = :name, time_zone = :time_zone, daily_calls = :daily_calls,
                                       calls_per_20_seconds = :calls_per_20_seconds, concurrent_calls = :concurrent_calls,
                                       api_allow_list = :api_allow_list,
                                       api_allow_list_enabled = :api_allow_list_enabled,
                                       access_token_in_query = :access_token_in_query,
                                       secrets_revealable = :secrets_revealable,
                                       token_lifetime_seconds = :token_lifetime_seconds,
                                       time_limit_millis = :time_limit_millis, updated_at = :at
                                 WHERE id = :id
                                """), settings).bind("id", id).bind("at", at).execute();
    }

    static void updateMunchkinId(Handle handle, int id, MunchkinId munchkinId, Instant at) {
        handle.createUpdate("UPDATE subscription SET munchkin_id = :munchkin_id, updated_at = :at WHERE id = :id")
                .bind("munchkin_id", munchkinId.value())
                .bind("at", at)
                .bind("id", id)
                .execute();
    }

    /** Raises the access version by one and returns the new one. */
    public static long raiseVersion(Handle handle, int id) {
        return handle.createQuery(
                        "UPDATE subscription SET access_version = access_version + 1 WHERE id = :id RETURNING access_version")
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    /** Takes the id for a new role; ids are never used again. */
    public static int takeRoleId(Handle handle, int id) {
        return handle.createQuery(
                        "UPDATE subscription SET next_role_id = next_role_id + 1 WHERE id = :id RETURNING next_role_id - 1")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    static int takeWorkspaceId(Handle handle, int id) {
        return handle.createQuery("""
                        UPDATE subscription SET next_workspace_id = next_workspace_id + 1 WHERE id = :id
                        RETURNING next_workspace_id - 1
                        """).bind("id", id).mapTo(Integer.class).one();
    }

    /** All workspaces, by id. */
    public static List<Workspace> workspaces(Handle handle, int subscriptionId) {
        return handle.createQuery(
                        "SELECT id, name, description FROM workspace WHERE subscription_id = :subscription ORDER BY id")
                .bind("subscription", subscriptionId)
                .map((row, context) ->
                        new Workspace(row.getInt("id"), row.getString("name"), row.getString("description")))
                .list();
    }

    static void insertWorkspace(Handle handle, int subscriptionId, Workspace workspace, Instant at) {
        handle.createUpdate("""
                        INSERT INTO workspace (subscription_id, id, name, description, created_at, updated_at)
                        VALUES (:subscription, :id, :name, :description, :at, :at)
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", workspace.id())
                .bind("name", workspace.name())
                .bind("description", workspace.description())
                .bind("at", at)
                .execute();
    }

    static void insertPartition(Handle handle, int subscriptionId, Partition partition) {
        handle.createUpdate("""
                        INSERT INTO partition (subscription_id, id, name, description)
                        VALUES (:subscription, :id, :name, '')
                        """)
                .bind("subscription", subscriptionId)
                .bind("id", partition.id())
                .bind("name", partition.name())
                .execute();
    }

    static void attach(Handle handle, int subscriptionId, int workspaceId, int partitionId) {
        handle.createUpdate("""
                        INSERT INTO workspace_partition (subscription_id, workspace_id, partition_id)
                        VALUES (:subscription, :workspace, :partition)
                        """)
                .bind("subscription", subscriptionId)
                .bind("workspace", workspaceId)
                .bind("partition", partitionId)
                .execute();
    }

    /** All partitions, by id. */
    public static List<Partition> partitions(Handle handle, int subscriptionId) {
        return handle.createQuery("SELECT id, name FROM partition WHERE subscription_id = :subscription ORDER BY id")
                .bind("subscription", subscriptionId)
                .map((row, context) -> new Partition(row.getInt("id"), row.getString("name")))
                .list();
    }

    /** The partitions that each workspace sees. */
    public static Map<Integer, Set<Integer>> partitionsOfWorkspaces(Handle handle, int subscriptionId) {
        return handle.createQuery("""
                        SELECT workspace_id, partition_id FROM workspace_partition WHERE subscription_id = :subscription
                        """)
                .bind("subscription", subscriptionId)
                .map((row, context) -> Map.entry(row.getInt("workspace_id"), row.getInt("partition_id")))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(TreeSet::new))));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Settings settings) {
        return LimitColumns.bind(statement, settings.limits(), settings.apiAllowList())
                .bind("name", settings.name())
                .bind("time_zone", settings.timeZone().getId())
                .bind("access_token_in_query", settings.compatibility().accessTokenInQuery())
                .bind("secrets_revealable", settings.compatibility().secretsRevealable())
                .bind("token_lifetime_seconds", settings.compatibility().tokenLifetimeSeconds())
                .bind("time_limit_millis", settings.compatibility().timeLimitMillis());
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getInt("id"),
                new MunchkinId(row.getString("munchkin_id")),
                new Settings(
                        row.getString("name"),
                        ZoneId.of(row.getString("time_zone")),
                        LimitColumns.limits(row),
                        LimitColumns.apiAllowList(row),
                        new Compatibility(
                                row.getBoolean("access_token_in_query"),
                                row.getBoolean("secrets_revealable"),
                                row.getInt("token_lifetime_seconds"),
                                row.getInt("time_limit_millis"))),
                row.getLong("access_version"));
    }
}
