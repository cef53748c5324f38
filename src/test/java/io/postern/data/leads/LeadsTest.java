package io.postern.data.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.data.record.Outcome;
import io.postern.data.record.Reach;
import io.postern.data.record.RecordPage;
import io.postern.data.record.Records;
import io.postern.data.record.Schemas;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.TestStore;
import io.postern.foundation.vault.MasterKey;
import io.postern.foundation.vault.Vault;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Input;
import io.postern.foundation.wire.PagingTokens;
import io.postern.foundation.wire.Parameters;
import io.postern.foundation.wire.Refusal;
import io.postern.testing.TestInput;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leads with the real database. */
class LeadsTest {
    private static final int EUROPE = 2;
    private static final Instant START = Instant.parse("2026-02-11T09:30:00.999Z");

    private final Store store = TestStore.store();
    private final int subscription = TestStore.subscription().id();
    private final Reach reach = new Reach(subscription, Set.of(1), Map.of("default", 1, "europe", EUROPE));
    private final Reach everywhere = new Reach(subscription, Set.of(1, EUROPE), reach.partitionIds());
    private final Records records;
    private Instant now = START;

    LeadsTest() {
        SecureRandom random = new SecureRandom();
        Vault vault = new Vault();
        vault.open(MasterKey.random(random), random);
        records = new Records(store, new Schemas(), new PagingTokens(vault), subscription -> now);
        store.useTransaction(handle -> handle.createUpdate(
                        "INSERT INTO partition (subscription_id, id, name, description) VALUES (:s, :p, 'Europe', '')")
                .bind("s", subscription)
                .bind("p", EUROPE)
                .execute());
    }

    @Test
    void shouldCreateALead() {
        int id = created(sync(record("email", "ines@example.org", "firstName", "Ines", "leadScore", "7")));

        assertThat(id).isGreaterThanOrEqualTo(1000);
        assertThat(records.byId(Leads.KIND, reach, Integer.toString(id), List.of()))
                .containsExactly(record(
                        "id", id,
                        "firstName", "Ines",
                        "lastName", null,
                        "email", "ines@example.org",
                        "updatedAt", "2026-02-11T09:30:00Z",
                        "createdAt", "2026-02-11T09:30:00Z"));
    }

    @Test
    void shouldMatchNamesWithoutRegardToCaseAndAnswerInTheFieldsOwnSpelling() {
        Map<String, @Nullable Object> twice = new LinkedHashMap<>();
        twice.put("FirstName", "Ina");
        twice.put("TWITTERID", "Ines");
        twice.put("firstname", "Ines");
        int id = created(records.sync(Leads.KIND, reach, request("createOrUpdate", "TwitterID", null, twice)));

        List<Map<String, @Nullable Object>> found = query(
                        reach,
                        filter("TwitterId", "Ines").and(Map.of("fields", List.of("ID", "FIRSTNAME", "firstName"))))
                .records();

        assertThat(found).containsExactly(record("id", id, "firstName", "Ines"));
        assertThat(only(found).keySet()).containsExactly("id", "firstName");
        assertThat(records.deleteById(Leads.KIND, reach, List.of(record("ID", id))))
                .containsExactly(new Outcome.Deleted(new Outcome.Key.Id(id)));
    }

    @Test
    void shouldShowFieldsInTheOrderAskedFor() {
        int id = created(sync(record("email", "ines@example.org", "annualRevenue", 1250.5, "lastName", "Sol")));

        Map<String, @Nullable Object> lead = only(records.byId(
                Leads.KIND,
                reach,
                Integer.toString(id),
                List.of("unsubscribed", "leadPartitionId", "annualRevenue", "id", "city", "mktoName")));

        assertThat(lead.keySet())
                .containsExactly("id", "unsubscribed", "leadPartitionId", "annualRevenue", "city", "mktoName");
        assertThat(lead)
                .containsEntry("unsubscribed", false)
                .containsEntry("leadPartitionId", "1")
                .containsEntry("annualRevenue", new BigDecimal("1250.5"))
                .containsEntry("city", null)
                .containsEntry("mktoName", "Sol");
    }

    @Test
    void shouldUpdateByAddressWithoutRegardToCase() {
        int id =
                created(sync(record("email", "ines@example.org", "firstName", "Ines", "city", "Lyon", "title", "CTO")));
        now = START.plusSeconds(60);

        List<Outcome> outcomes = records.sync(
                Leads.KIND,
                reach,
                request(null, null, null, record("email", " INES@example.org ", "city", null, "title", "")));

        assertThat(outcomes).containsExactly(new Outcome.Updated(new Outcome.Key.Id(id)));
        assertThat(only(records.byId(
                        Leads.KIND,
                        reach,
                        "" + id,
                        List.of("email", "firstName", "city", "title", "createdAt", "updatedAt"))))
                .isEqualTo(record(
                        "id", id,
                        "email", "INES@example.org",
                        "firstName", "Ines",
                        "city", null,
                        "title", null,
                        "createdAt", "2026-02-11T09:30:00Z",
                        "updatedAt", "2026-02-11T09:31:00Z"));
        assertThat(ids("email", "ines@example.org")).containsExactly(id);
    }

    @Test
    void shouldAnswerInTheOrderOfTheRecords() {
        int known = created(sync(record("email", "known@example.org")));

        List<Outcome> outcomes = sync(
                record("firstName", "Nobody"),
                record("email", "new@example.org"),
                record("email", "known@example.org"),
                record("email", "wrong@example.org", "numberOfEmployees", "many"),
                record("email", "id@example.org", "id", known),
                record("email", "fixed@example.org", "updatedAt", "2026-02-11T09:30:00Z"),
                record("email", "nul@example.org", "firstName", "a\0b"));

        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Created.class);
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Updated(new Outcome.Key.Id(known)));
        assertThat(outcomes.stream().map(LeadsTest::code).toList())
                .containsExactly("1003", "", "", "1003", "1003", "1003", "1003");
        assertThat(ids("email", "wrong@example.org,id@example.org,fixed@example.org,nul@example.org"))
                .isEmpty();
    }

    @Test
    void shouldLetALaterRecordSeeAnEarlierOne() {
        List<Outcome> outcomes = sync(
                record("email", "ines@example.org", "firstName", "Ines"),
                record("email", "Ines@Example.org", "city", "Lyon"));

        int id = (Integer) ((Outcome.Created) outcomes.getFirst()).key().value();
        assertThat(outcomes.get(1)).isEqualTo(new Outcome.Updated(new Outcome.Key.Id(id)));
        assertThat(only(records.byId(Leads.KIND, reach, "" + id, List.of("firstName", "city"))))
                .containsEntry("firstName", "Ines")
                .containsEntry("city", "Lyon");
    }

    @Test
    void shouldOnlyCreateWhenToldSo() {
        sync(record("email", "known@example.org"));

        List<Outcome> outcomes = records.sync(
                Leads.KIND,
                reach,
                request(
                        "createOnly",
                        null,
                        null,
                        record("email", "known@example.org"),
                        record("email", "new@example.org"),
                        record("email", "new@example.org")));

        assertThat(outcomes.stream().map(LeadsTest::code).toList()).containsExactly("1005", "", "1005");
    }

    @Test
    void shouldOnlyUpdateWhenToldSo() {
        int id = created(sync(record("email", "known@example.org")));

        List<Outcome> outcomes = records.sync(
                Leads.KIND,
                reach,
                request(
                        "updateOnly",
                        null,
                        null,
                        record("email", "known@example.org", "city", "Lyon"),
                        record("email", "new@example.org"),
                        record("email", "known@example.org", "id", id)));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Updated(new Outcome.Key.Id(id)));
        assertThat(outcomes.stream().map(LeadsTest::code).toList()).containsExactly("", "1004", "1003");
    }

    @Test
    void shouldUpdateById() {
        int id = created(sync(record("email", "old@example.org")));

        List<Outcome> outcomes = records.sync(
                Leads.KIND,
                reach,
                request(
                        "updateOnly",
                        "id",
                        null,
                        record("id", Integer.toString(id), "email", "new@example.org"),
                        record("id", 999),
                        record("email", "x@example.org"),
                        record("id", "abc")));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Updated(new Outcome.Key.Id(id)));
        assertThat(outcomes.stream().map(LeadsTest::code).toList()).containsExactly("", "1004", "1003", "1003");
        assertThat(ids("email", "new@example.org")).containsExactly(id);
        assertThat(ids("email", "old@example.org")).isEmpty();
    }

    @Test
    void shouldUpdateOrSkipByIdButMakeNothing() {
        int id = created(sync(record("email", "old@example.org")));

        List<Outcome> outcomes = records.sync(
                Leads.KIND,
                reach,
                request(
                        "createOrUpdate",
                        "ID",
                        null,
                        record("id", id, "email", "new@example.org"),
                        record("id", 999, "email", "other@example.org")));
        List<Outcome> beside = sync(record("id", null, "email", "beside@example.org"));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Updated(new Outcome.Key.Id(id)));
        assertThat(outcomes.stream().map(LeadsTest::code).toList()).containsExactly("", "1004");
        assertThat(ids("email", "new@example.org")).containsExactly(id);
        assertThat(ids("email", "other@example.org")).isEmpty();
        assertThat(beside).hasOnlyElementsOfType(Outcome.Created.class);
    }

    @Test
    void shouldLookUpByAnotherField() {
        int id = created(
                records.sync(Leads.KIND, reach, request(null, "twitterId", null, record("twitterId", "\"Ines\\"))));

        List<Outcome> outcomes = records.sync(
                Leads.KIND,
                reach,
                request(
                        null,
                        "twitterId",
                        null,
                        record("twitterId", "\"Ines\\", "city", "Lyon"),
                        record("twitterId", "\"ines\\")));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Updated(new Outcome.Key.Id(id)));
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Created.class);
        assertThat(ids("twitterId", "\"Ines\\")).containsExactly(id);
    }

    @Test
    void shouldCreateDuplicatesAndThenNotKnowWhichOneIsMeant() {
        List<Outcome> duplicates = records.sync(
                Leads.KIND,
                reach,
                request(
                        "createDuplicate",
                        null,
                        null,
                        record("email", "twin@example.org"),
                        record("email", "twin@example.org"),
                        record("firstName", "Nobody")));

        assertThat(duplicates).hasOnlyElementsOfType(Outcome.Created.class).doesNotHaveDuplicates();
        assertThat(ids("email", "twin@example.org")).hasSize(2);
        assertThat(code(sync(record("email", "twin@example.org")).getFirst())).isEqualTo("1007");
    }

    @ParameterizedTest
    @CsvSource({
        "replace, email, , firstName, 1003",
        ", shoeSize, , firstName, 1006",
        ", firstName, , firstName, 1011",
        ", leadPartitionId, , firstName, 1011",
        ", email, , shoeSize, 1006",
        ", email, Asia, firstName, 1009",
        ", email, Europe, firstName, 1008",
    })
    void shouldRefuseAWholeSync(
            @Nullable String action,
            @Nullable String lookupField,
            @Nullable String partition,
            String field,
            String code) {
        Input request = request(
                action,
                lookupField,
                partition,
                record("email", "first@example.org"),
                record("email", "second@example.org", field, "x"));

        assertRefused(code, () -> records.sync(Leads.KIND, reach, request));
        assertThat(ids("email", "first@example.org")).isEmpty();
    }

    @Test
    void shouldRefuseInputThatIsNoListOfOneToThreeHundredObjects() {
        assertRefused("1002", () -> records.sync(Leads.KIND, reach, sync(null, null, null, null)));
        assertRefused("1002", () -> records.sync(Leads.KIND, reach, sync(null, null, null, List.of())));
        assertRefused("1003", () -> records.sync(Leads.KIND, reach, sync(null, null, null, List.of("x"))));
        assertRefused(
                "1003", () -> records.sync(Leads.KIND, reach, sync(null, null, null, Arrays.asList(record(), null))));
        assertRefused("1003", () -> records.sync(Leads.KIND, reach, sync(null, null, null, addresses(301))));
        assertThat(records.sync(Leads.KIND, reach, sync(null, null, null, addresses(300))))
                .hasSize(300);
    }

    @Test
    void shouldPutNewLeadsIntoTheNamedPartition() {
        int id = created(records.sync(
                Leads.KIND, everywhere, request("createOnly", null, " EUROPE", record("email", "ines@example.org"))));

        assertThat(only(records.byId(Leads.KIND, everywhere, "" + id, List.of("leadPartitionId"))))
                .containsEntry("leadPartitionId", "2");
        assertThat(records.byId(Leads.KIND, reach, "" + id, List.of())).isEmpty();
        assertThat(ids("email", "ines@example.org")).isEmpty();
        assertThat(ids("id", "" + id)).isEmpty();
        assertThat(ids("leadPartitionId", "1,2")).isEmpty();
    }

    @Test
    void shouldPutNewLeadsIntoTheOnlyPartitionWithinReach() {
        Reach europe = new Reach(subscription, Set.of(EUROPE), reach.partitionIds());

        int id = created(
                records.sync(Leads.KIND, europe, request(null, null, null, record("email", "ines@example.org"))));

        assertThat(records.byId(Leads.KIND, europe, "" + id, List.of())).hasSize(1);
    }

    @Test
    void shouldNotChooseAmongPartitions() {
        Reach others = new Reach(subscription, Set.of(EUROPE, 3), reach.partitionIds());
        Reach none = new Reach(subscription, Set.of(), reach.partitionIds());
        Input request = request(null, null, null, record("email", "ines@example.org"));

        assertThat(code(records.sync(Leads.KIND, others, request).getFirst())).isEqualTo("1009");
        assertThat(code(records.sync(Leads.KIND, none, request).getFirst())).isEqualTo("1008");
    }

    @Test
    void shouldLeaveLeadsOfOtherPartitionsAlone() {
        sync(record("email", "home@example.org"));
        records.sync(Leads.KIND, everywhere, request(null, null, "Europe", record("email", "away@example.org")));

        Outcome elsewhere = records.sync(
                        Leads.KIND, everywhere, request(null, null, "Europe", record("email", "home@example.org")))
                .getFirst();
        Outcome outOfReach = sync(record("email", "away@example.org")).getFirst();

        assertThat(code(elsewhere)).isEqualTo("1010");
        assertThat(code(outOfReach)).isEqualTo("1008");
        assertThat(((Outcome.Skipped) outOfReach).reason().message()).contains("'Europe'");
    }

    @Test
    void shouldFindNothingByAnIdThatNobodyHas() {
        assertThat(records.byId(Leads.KIND, reach, "999", List.of())).isEmpty();
        assertThat(records.byId(Leads.KIND, reach, "99999999999", List.of())).isEmpty();
        assertThat(records.byId(Leads.KIND, reach, "-1", List.of())).isEmpty();
    }

    @Test
    void shouldRefuseAnIdThatIsNoNumber() {
        assertRefused("1001", () -> records.byId(Leads.KIND, reach, "abc", List.of()));
        assertRefused("1006", () -> records.byId(Leads.KIND, reach, "1", List.of("shoeSize")));
    }

    @Test
    void shouldNotSeeLeadsOfAnotherSubscription() {
        int id = created(sync(record("email", "ines@example.org", "twitterId", "Ines")));
        Reach other = new Reach(TestStore.subscription().id(), Set.of(1), Map.of("default", 1));

        assertThat(records.byId(Leads.KIND, other, "" + id, List.of())).isEmpty();
        assertThat(query(other, filter("email", "ines@example.org")).records()).isEmpty();
        assertThat(query(other, filter("twitterId", "Ines")).records()).isEmpty();
        assertThat(records.deleteById(Leads.KIND, other, List.of(record("id", id))).stream()
                        .map(LeadsTest::code))
                .containsExactly("1004");
        assertThat(records.sync(Leads.KIND, other, request(null, null, null, record("email", "ines@example.org"))))
                .hasOnlyElementsOfType(Outcome.Created.class);
    }

    @Test
    void shouldPageThroughMatchesByRisingId() {
        List<Integer> created = records.sync(Leads.KIND, reach, sync(null, null, null, addresses(7))).stream()
                .map(outcome -> (Integer) ((Outcome.Created) outcome).key().value())
                .toList();
        Parameters query = filter("leadPartitionId", "1").and(Map.of("batchSize", List.of("3")));

        List<Integer> read = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        @Nullable String token = "";
        while (token != null) {
            RecordPage page = query(reach, query.and(Map.of("nextPageToken", List.of(token))));
            page.records().forEach(lead -> read.add((Integer) lead.get("id")));
            sizes.add(page.records().size());
            token = page.nextPageToken();
        }

        assertThat(read).isEqualTo(created).isSorted();
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    void shouldEndWithAFullPage() {
        records.sync(Leads.KIND, reach, sync(null, null, null, addresses(3)));

        RecordPage page = query(reach, filter("leadPartitionId", "1").and(Map.of("batchSize", List.of("3"))));

        assertThat(page.records()).hasSize(3);
        assertThat(page.nextPageToken()).isNull();
    }

    @Test
    void shouldRefuseATokenOfAnotherQuery() {
        records.sync(Leads.KIND, reach, sync(null, null, null, addresses(3)));
        Map<String, List<String>> one = Map.of("batchSize", List.of("1"));
        String token = String.valueOf(
                query(reach, filter("leadPartitionId", "1").and(one)).nextPageToken());

        assertRefused("1003", () -> query(reach, filter("id", "1").and(Map.of("nextPageToken", List.of(token)))));
        assertRefused(
                "1003",
                () -> query(reach, filter("leadPartitionId", "1").and(Map.of("nextPageToken", List.of("GARBAGE")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadPartitionId", "email", "twitterId"})
    void shouldRefuseAFilterThatMatchesMoreThanAThousandLeads(String filter) {
        Map<String, @Nullable Object> twin = record("email", "twin@example.org", "twitterId", "twin");
        for (int count : List.of(300, 300, 300, 100)) {
            records.sync(Leads.KIND, reach, sync("createDuplicate", null, null, Collections.nCopies(count, twin)));
        }
        String value = Map.of("leadPartitionId", "1", "email", "twin@example.org", "twitterId", "twin")
                .get(filter);
        assertThat(query(reach, filter(filter, String.valueOf(value))).records())
                .hasSize(300);

        records.sync(Leads.KIND, reach, request("createDuplicate", null, null, twin));

        assertThatThrownBy(() -> query(reach, filter(filter, String.valueOf(value))))
                .isInstanceOfSatisfying(Refusal.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_DATA);
                    assertThat(refused.text()).isEqualTo("Too many results match the filter");
                });
    }

    @Test
    void shouldDelete() {
        int first = created(sync(record("email", "a@example.org")));
        int second = created(sync(record("email", "b@example.org")));
        int away = created(
                records.sync(Leads.KIND, everywhere, request(null, null, "Europe", record("email", "c@example.org"))));

        List<Outcome> outcomes = records.deleteById(
                Leads.KIND,
                reach,
                List.of(
                        record("id", second),
                        record("id", Integer.toString(first)),
                        record("id", first),
                        record("id", away),
                        record("id", "99999999999"),
                        record("id", "abc"),
                        record("email", "a@example.org")));

        assertThat(outcomes.subList(0, 2))
                .containsExactly(
                        new Outcome.Deleted(new Outcome.Key.Id(second)),
                        new Outcome.Deleted(new Outcome.Key.Id(first)));
        assertThat(outcomes.stream().map(LeadsTest::code).toList())
                .containsExactly("", "", "1004", "1008", "1004", "1001", "1002");
        assertThat(ids("id", first + "," + second)).isEmpty();
        assertThat(records.byId(Leads.KIND, everywhere, "" + away, List.of())).hasSize(1);
        assertRefused("1002", () -> records.deleteById(Leads.KIND, reach, List.of()));
        assertRefused(
                "1003", () -> records.deleteById(Leads.KIND, reach, Collections.nCopies(301, record("id", first))));
    }

    @Test
    void shouldMakeOneLeadAKeyHoweverManyCallsRunAtOnce() throws Exception {
        int threads = 16;
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Future<List<Outcome>>> calls = new ArrayList<>();

        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                List<Map<String, @Nullable Object>> records = addresses(20);
                Collections.shuffle(records, new Random(thread));
                calls.add(pool.submit(() -> {
                    together.await();
                    return this.records.sync(Leads.KIND, reach, sync(null, null, null, records));
                }));
            }
        }

        List<Outcome> outcomes = new ArrayList<>();
        for (Future<List<Outcome>> call : calls) {
            outcomes.addAll(call.get());
        }
        assertThat(outcomes.stream().filter(Outcome.Created.class::isInstance)).hasSize(20);
        assertThat(outcomes.stream().filter(Outcome.Updated.class::isInstance)).hasSize(20 * (threads - 1));
        assertThat(ids("leadPartitionId", "1")).hasSize(20);
    }

    @Test
    void shouldLoseNoUpdateWhenLeadsAreFoundInDifferentWays() throws Exception {
        List<Integer> ids = records.sync(Leads.KIND, reach, sync(null, null, null, addresses(20))).stream()
                .map(outcome -> (Integer) ((Outcome.Created) outcome).key().value())
                .toList();
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        List<String> written =
                List.of("firstName", "lastName", "city", "state", "country", "title", "site", "industry");
        List<Future<List<Outcome>>> calls = new ArrayList<>();

        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                String field = written.get(thread);
                boolean byId = thread % 2 == 0;
                List<Map<String, @Nullable Object>> records = new ArrayList<>();
                for (int i = 0; i < ids.size(); i++) {
                    records.add(record(byId ? "id" : "email", byId ? ids.get(i) : address(i), field, "x"));
                }
                Collections.shuffle(records, new Random(thread));
                calls.add(pool.submit(() -> {
                    together.await();
                    return this.records.sync(
                            Leads.KIND, reach, sync("updateOnly", byId ? "id" : "email", null, records));
                }));
            }
        }

        for (Future<List<Outcome>> call : calls) {
            assertThat(call.get()).hasOnlyElementsOfType(Outcome.Updated.class);
        }
        Parameters shown = filter("leadPartitionId", "1").and(Map.of("fields", written));
        assertThat(query(reach, shown).records())
                .hasSize(20)
                .allSatisfy(lead ->
                        assertThat(written).allSatisfy(field -> assertThat(lead).containsEntry(field, "x")));
    }

    @SafeVarargs
    private List<Outcome> sync(Map<String, @Nullable Object>... records) {
        return this.records.sync(Leads.KIND, reach, request(null, null, null, records));
    }

    @SafeVarargs
    private static Input request(
            @Nullable String action,
            @Nullable String lookupField,
            @Nullable String partitionName,
            Map<String, @Nullable Object>... records) {
        return sync(action, lookupField, partitionName, List.of(records));
    }

    private static Input sync(
            @Nullable String action,
            @Nullable String lookupField,
            @Nullable String partitionName,
            @Nullable List<? extends @Nullable Object> input) {
        return TestInput.body(
                "syncLeadUsingPOST",
                record(
                        "action", action,
                        "lookupField", lookupField,
                        "partitionName", partitionName,
                        "input", input));
    }

    private static Map<String, @Nullable Object> record(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> record = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            record.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return record;
    }

    private static List<Map<String, @Nullable Object>> addresses(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> record("email", address(i)))
                .toList());
    }

    private static String address(int number) {
        return "lead" + number + "@example.org";
    }

    private RecordPage query(Reach within, Parameters parameters) {
        return records.query(Leads.KIND, within, TestInput.query("getLeadsByFilterUsingGET", parameters));
    }

    private static Parameters filter(String filterType, String filterValues) {
        return Parameters.of(Map.of("filterType", List.of(filterType), "filterValues", List.of(filterValues)));
    }

    private List<@Nullable Object> ids(String filterType, String filterValues) {
        List<@Nullable Object> ids = new ArrayList<>();
        query(reach, filter(filterType, filterValues)).records().forEach(lead -> ids.add(lead.get("id")));
        return ids;
    }

    private static Map<String, @Nullable Object> only(List<Map<String, @Nullable Object>> found) {
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static int created(List<Outcome> outcomes) {
        assertThat(outcomes).hasSize(1).hasOnlyElementsOfType(Outcome.Created.class);
        return (Integer) ((Outcome.Created) outcomes.getFirst()).key().value();
    }

    /** The code of a skipped record, else nothing. */
    private static String code(Outcome outcome) {
        return outcome instanceof Outcome.Skipped skipped ? skipped.reason().code() : "";
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused -> assertThat(Integer.toString(refused.code().number()))
                                .isEqualTo(code));
    }
}
