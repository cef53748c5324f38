package io.postern.data.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.data.leads.Leads;
import io.postern.data.objects.SalesPersons;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.TestStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** How the database finds records among many: never by reading all of a table. */
class LookupPlanTest {
    private static final int MANY = 20_000;

    private final Store store = TestStore.store();
    private final Reach reach = new Reach(TestStore.subscription().id(), Set.of(1), Map.of("default", 1));

    @Test
    void shouldFindLeadsByTheIndexOfEachLookupField() {
        store.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO lead (subscription_id, id, partition_id, fields, created_at, updated_at)
                            SELECT :subscription, nextval('lead_id'), 1,
                                   jsonb_build_object('email', n || '@x.example', 'facebookId', 'f' || n, 'linkedInId', 'l' || n,
                                                      'twitterId', 't' || n, 'sfdcAccountId', 'a' || n, 'sfdcContactId', 'c' || n,
                                                      'sfdcLeadId', 'd' || n, 'sfdcLeadOwnerId', 'o' || n, 'sfdcOpptyId', 'p' || n),
                                   timestamptz 'epoch', timestamptz 'epoch'
                              FROM generate_series(1, :many) AS n
                            """)
                    .bind("subscription", reach.subscriptionId())
                    .bind("many", MANY)
                    .execute();
            handle.execute("ANALYZE lead");
        });
        Schema schema = new Schemas().of(Leads.KIND, reach.subscriptionId());
        List<Field> byColumn = schema.fields().stream()
                .filter(field -> field.searchable() && field.storage() instanceof Storage.Json)
                .toList();

        assertThat(byColumn).hasSize(9).allSatisfy(field -> {
            String column = ((Storage.Json) field.storage()).column().orElseThrow();
            assertThat(scans(schema, field, "lead", "lead_" + column))
                    .as(field.name())
                    .isEqualTo(new Scans(0, true));
        });
    }

    @Test
    void shouldFindObjectsByTheTableOfValues() {
        store.useTransaction(handle -> {
            for (String insert : Stream.of("""
                            INSERT INTO object_record (subscription_id, kind, id, fields, created_at, updated_at)
                            SELECT :subscription, 'salesPerson', n, '{}', timestamptz 'epoch', timestamptz 'epoch'
                              FROM generate_series(1, :many) AS n
                            """, """
                            INSERT INTO record_value (subscription_id, kind, record_id, field, value)
                            SELECT :subscription, 'salesPerson', n, field, 'v' || n
                              FROM generate_series(1, :many) AS n, unnest(ARRAY['email', 'externalSalesPersonId']) AS field
                            """).toList()) {
                handle.createUpdate(insert)
                        .bind("subscription", reach.subscriptionId())
                        .bind("many", MANY)
                        .execute();
            }
            handle.execute("ANALYZE object_record, record_value");
        });
        Schema schema = new Schemas().of(SalesPersons.KIND, reach.subscriptionId());

        assertThat(scans(schema, schema.require("email"), "record_value", "record_value_value"))
                .isEqualTo(new Scans(0, true));
        assertThat(scans(schema, schema.require("email"), "object_record", "object_record_pkey"))
                .isEqualTo(new Scans(0, true));
    }

    /** How often a table was read from end to end, and whether an index was used. */
    private record Scans(int ofTheTable, boolean indexUsed) {}

    private Scans scans(Schema schema, Field field, String table, String index) {
        return store.inTransaction(handle -> {
            RecordStore records = new RecordStore(handle, schema, reach);
            KeyRule rule = KeyRule.by(field);
            for (int i = 0; i < 7; i++) { // from the sixth time on the database may use one plan for all values
                records.find(rule, List.of("v1", "t2", "3@x.example"), 1001);
                records.lock(rule, List.of("v1", "t2", "3@x.example"));
            }
            return new Scans(count(handle, table), count(handle, index) >= 14);
        });
    }

    private static int count(Handle handle, String relation) {
        Optional<Integer> scans = handle.createQuery("SELECT pg_stat_get_xact_numscans(:relation::regclass)")
                .bind("relation", relation)
                .mapTo(Integer.class)
                .findOne();
        return scans.orElse(0);
    }
}
