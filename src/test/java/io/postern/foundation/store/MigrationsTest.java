package io.postern.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final String TWO_SUBSCRIPTIONS = """
                insert into subscription (munchkin_id, name, time_zone, daily_calls, calls_per_20_seconds, concurrent_calls,
                                          api_allow_list, api_allow_list_enabled, access_token_in_query, secrets_revealable,
                                          token_lifetime_seconds, time_limit_millis, next_workspace_id, next_role_id,
                                          access_version, created_at, updated_at)
                select id, 'Acme', 'UTC', 0, 0, 0, '{}', false, false, false, 3600, 0, 1, 1, 1, '2026-01-01Z', '2026-01-01Z'
                  from unnest(array['111-AAA-111', '222-BBB-222']) id;
            """;

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
        jdbi.useHandle(handle -> handle.execute(TWO_SUBSCRIPTIONS + """
                insert into master_key values ('k', '', '2026-01-01Z');
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

    /** Of an operation, of a path without the verb that was called, and of causes with and without permissions. */
    @Test
    void shouldNameWhatWasRecordedByTheIdsOfOperationsAndByGroupsOfPermissions() {
        String schema = "before_operations_had_ids";
        migrate(schema, "10");
        Jdbi jdbi = jdbi(schema);
        jdbi.useHandle(handle -> handle.execute(TWO_SUBSCRIPTIONS + """
                insert into api_operation
                select id, '2026-01-01', operation, 0, 7
                  from subscription, unnest(array['POST /rest/v1/leads.json', 'GET /rest/v1/leads/describe.json']) operation;
                insert into service_operation
                select id, 1, 1, 'GET /rest/v1/lead/{leadId}.json', '2026-01-01Z' from subscription;
                insert into denial
                select 1, '2026-01-01', why, 1, 1, '', '', operation, '', '603', '', why::jsonb, 1, '2026-01-01Z', '2026-01-01Z', ''
                  from (values
                      ('GET /rest/v1/leads.json', '{"cause": {"reason": "PERMISSION_MISSING", "needed":
                          {"anyOf": ["READ_ONLY_PERSON", "READ_WRITE_PERSON"], "allOf": []}}}'),
                      ('/rest/v1/leads.json', '{"cause": {"reason": "PERMISSION_MISSING", "needed":
                          {"anyOf": [], "allOf": ["ACCESS_USERS", "ACCESS_ROLES"]}}}'),
                      ('', '{"cause": {"reason": "SECRET_WRONG"}}')) recorded (operation, why);
                """));

        migrate(schema, "11");

        assertThat(texts(jdbi, "select operation || ' ' || calls from api_operation where subscription_id = 2"))
                .containsExactlyInAnyOrder("syncLeadUsingPOST 7", "describeUsingGET_2 7");
        assertThat(texts(jdbi, "select operation from service_operation"))
                .containsExactly("getLeadByIdUsingGET", "getLeadByIdUsingGET");
        assertThat(texts(jdbi, "select operation || ' ' || (why -> 'cause') from denial"))
                .containsExactlyInAnyOrder(
                        "getLeadsByFilterUsingGET {\"needed\": {\"groups\": [[\"READ_ONLY_PERSON\", \"READ_WRITE_PERSON\"]]},"
                                + " \"reason\": \"PERMISSION_MISSING\"}",
                        "/rest/v1/leads.json {\"needed\": {\"groups\": [[\"ACCESS_USERS\"], [\"ACCESS_ROLES\"]]},"
                                + " \"reason\": \"PERMISSION_MISSING\"}",
                        " {\"reason\": \"SECRET_WRONG\"}");
    }

    /** What leads are looked up by is in columns, also of those that were there before. */
    @Test
    void shouldFindLeadsThatWereThereByTheirColumns() {
        String schema = "before_leads_had_columns";
        migrate(schema, "11");
        Jdbi jdbi = jdbi(schema);
        jdbi.useHandle(handle -> handle.execute(TWO_SUBSCRIPTIONS + """
                insert into partition (subscription_id, id, name, description) values (1, 1, 'Default', '');
                insert into lead
                values (1, 1, 1, 'x', '{"email": "Ada@Test.Example", "sfdcLeadId": "00Q"}', '2026-01-01Z', '2026-01-01Z'),
                       (1, 2, 1, null, '{"lastName": "Nobody"}', '2026-01-01Z', '2026-01-01Z');
                """));

        migrate(schema, "12");

        assertThat(texts(
                        jdbi,
                        "select id || ' ' || coalesce(email_key, '-') || ' ' || coalesce(sfdc_lead_id, '-') from lead"))
                .containsExactlyInAnyOrder("1 ada@test.example 00Q", "2 - -");
    }

    private static List<String> texts(Jdbi jdbi, String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
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
