package io.postern.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    @Test
    void shouldGiveEveryTableOfASubscriptionItsId() {
        List<String> without = TestStore.store()
                .with(handle -> handle.createQuery("""
                        SELECT t.table_name FROM information_schema.tables t
                         WHERE t.table_schema = 'public'
                           AND NOT EXISTS (SELECT FROM information_schema.columns c
                                            WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name
                                              AND c.column_name = 'subscription_id' AND c.is_nullable = 'NO')
                        """).mapTo(String.class).list());

        assertThat(without)
                .containsExactlyInAnyOrder(
                        "subscription", "master_key", "node", "sign_in_failure", "flyway_schema_history");
    }

    /** Of two subscriptions, each with a service that has secrets. */
    @Test
    void shouldGiveSecretsTheSubscriptionOfTheirService() {
        String schema = "before_secrets_had_a_subscription";
        migrate(schema, "9");
        Jdbi jdbi = jdbi(schema);
        jdbi.useHandle(handle -> handle.execute("""
                insert into master_key values ('k', '', '2026-01-01Z');
                insert into subscription (munchkin_id, name, time_zone, daily_calls, calls_per_20_seconds, concurrent_calls,
                                          api_allow_list, api_allow_list_enabled, access_token_in_query, secrets_revealable,
                                          token_lifetime_seconds, time_limit_millis, next_workspace_id, next_role_id,
                                          access_version, created_at, updated_at)
                select id, 'Acme', 'UTC', 0, 0, 0, '{}', false, false, false, 3600, 0, 1, 1, 1, '2026-01-01Z', '2026-01-01Z'
                  from unnest(array['111-AAA-111', '222-BBB-222']) id;
                insert into user_account (subscription_id, login, email, first_name, last_name, api_only, reason, created_at,
                                          updated_at)
                select id, 'user' || id, '', '', '', true, '', '2026-01-01Z', '2026-01-01Z' from subscription;
                insert into custom_service (subscription_id, user_id, display_name, description, client_id, daily_calls,
                                            calls_per_20_seconds, concurrent_calls, api_allow_list, api_allow_list_enabled,
                                            created_at, updated_at)
                select subscription_id, id, 'Service', '', gen_random_uuid(), 0, 0, 0, '{}', false, '2026-01-01Z', '2026-01-01Z'
                  from user_account;
                insert into client_secret (service_id, key_id, hash, created_at)
                select id, 'k', '', '2026-01-01Z' from custom_service, generate_series(1, 2);
                """));

        migrate(schema, "10");

        long ofTheirService = jdbi.withHandle(
                handle -> handle.createQuery("""
                        SELECT count(*) FROM client_secret c
                          JOIN custom_service s ON s.subscription_id = c.subscription_id AND s.id = c.service_id
                        """).mapTo(Long.class).one());
        assertThat(ofTheirService).isEqualTo(4);

        jdbi.useHandle(handle -> handle.execute("delete from custom_service where subscription_id = 1"));
        List<Integer> left = jdbi.withHandle(handle -> handle.createQuery("SELECT subscription_id FROM client_secret")
                .mapTo(Integer.class)
                .list());
        assertThat(left).containsExactly(2, 2);
    }

    /** Brings the tables of a schema of their own to a version. */
    private static void migrate(String schema, String version) {
        DatabaseAddress address = TestStore.address();
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .schemas(schema)
                .target(version)
                .load()
                .migrate();
    }

    private static Jdbi jdbi(String schema) {
        DatabaseAddress address = TestStore.address();
        return Jdbi.create(
                address.jdbcUrl() + "?currentSchema=" + schema,
                address.user(),
                Objects.requireNonNull(address.password()));
    }
}
