package io.postern.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for records of every kind, over the real database. A kind adds a subclass with its names. */
abstract class RecordKindContract {
    private final Store store = TestStore.store();
    private final Subject subject;
    private final Records records;
    private final Reach reach = reach();

    /**
     * A kind, as its operations name things.
     *
     * @param key the field by which its records are found by default
     * @param text another text field that callers set
     * @param pagedBy a searchable field whose values several records may have
     */
    record Subject(Kind kind, String sync, String query, String key, String text, String pagedBy) {}

    RecordKindContract(Subject subject) {
        this.subject = subject;
        SecureRandom random = new SecureRandom();
        Vault vault = new Vault();
        vault.open(MasterKey.random(random), random);
        Instant now = Instant.parse("2026-02-11T09:30:00Z");
        this.records = new Records(store, new Schemas(), new PagingTokens(vault), subscription -> now);
    }

    @Test
    void shouldCreateUpdateAndSkip() {
        Outcome created = sync(null, record(subject.key(), "a@x.example", subject.text(), "one"))
                .getFirst();
        Outcome updated = sync(null, record(subject.key(), "a@x.example", subject.text(), "two"))
                .getFirst();
        List<Outcome> only = sync("createOnly", record(subject.key(), "a@x.example"));
        List<Outcome> none = sync("updateOnly", record(subject.key(), "b@x.example"), record(subject.text(), "x"));

        assertThat(created).isInstanceOf(Outcome.Created.class);
        assertThat(updated).isEqualTo(new Outcome.Updated(((Outcome.Created) created).key()));
        assertThat(codes(only)).containsExactly(number(subject.kind().errors().existing()));
        assertThat(codes(none)).containsExactly(number(subject.kind().errors().missing()), "1003");
        assertThat(find(subject.key(), "a@x.example"))
                .hasSize(1)
                .first()
                .satisfies(found -> assertThat(found).containsEntry(subject.text(), "two"));
    }

    @Test
    void shouldMakeOneRecordOfAKeyThatIsTwiceInACall() {
        List<Outcome> outcomes = sync(null, record(subject.key(), "a@x.example"), record(subject.key(), "a@x.example"));

        assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Created.class);
        assertThat(codes(outcomes))
                .containsExactly(
                        "",
                        subject.kind()
                                .errors()
                                .repeated()
                                .map(RecordKindContract::number)
                                .orElse(""));
        assertThat(find(subject.key(), "a@x.example")).hasSize(1);
    }

    @Test
    void shouldTakeThreeHundredRecordsAndNoMore() {
        assertThat(records.sync(subject.kind(), reach, request(null, many(300))))
                .hasSize(300);
        assertRefused("1003", () -> records.sync(subject.kind(), reach, request(null, many(301))));
        assertRefused("1002", () -> records.sync(subject.kind(), reach, request(null, List.of())));
    }

    @Test
    void shouldMatchNamesWithoutRegardToCaseAndAnswerInTheFieldsOwnSpelling() {
        Map<String, @Nullable Object> sent = new LinkedHashMap<>();
        sent.put(subject.key().toUpperCase(Locale.ROOT), "a@x.example");
        sent.put(subject.text().toLowerCase(Locale.ROOT), "first");
        sent.put(subject.text().toUpperCase(Locale.ROOT), "last");
        records.sync(subject.kind(), reach, request(null, List.of(sent)));

        List<Map<String, @Nullable Object>> found = query(
                reach,
                filter(subject.key().toLowerCase(Locale.ROOT), "a@x.example")
                        .and(Map.of("fields", List.of(subject.text().toUpperCase(Locale.ROOT)))));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst()).containsEntry(subject.text(), "last");
    }

    @Test
    void shouldClearAFieldOnNullAndOnTheEmptyText() {
        sync(null, record(subject.key(), "a@x.example", subject.text(), "x"));
        sync(null, record(subject.key(), "a@x.example", subject.text(), null));
        assertThat(find(subject.key(), "a@x.example").getFirst().get(subject.text()))
                .isNull();

        sync(null, record(subject.key(), "a@x.example", subject.text(), "x"));
        sync(null, record(subject.key(), "a@x.example", subject.text(), ""));
        assertThat(find(subject.key(), "a@x.example").getFirst().get(subject.text()))
                .isNull();
    }

    @Test
    void shouldRefuseFieldsThatThereAreNotAndValuesThatDoNotFit() {
        assertRefused("1006", () -> sync(null, record(subject.key(), "a@x.example", "shoeSize", 44)));
        assertRefused("1006", () -> query(reach, filter("shoeSize", "44")));
        assertRefused("1011", () -> query(reach, filter(subject.text(), "x")));

        Outcome tooLong = sync(null, record(subject.key(), "a@x.example", subject.text(), "y".repeat(256)))
                .getFirst();

        assertThat(tooLong).isInstanceOfSatisfying(Outcome.Skipped.class, skipped -> {
            assertThat(skipped.key()).isNull();
            assertThat(skipped.reason().code()).isEqualTo("1003");
            assertThat(skipped.reason().message())
                    .startsWith("Invalid value for field '" + subject.text() + "' and value 'yyy");
        });
        assertThat(find(subject.key(), "a@x.example")).isEmpty();
    }

    @Test
    void shouldFindByEverySearchableFieldThatCallersSet() {
        List<Field> searchable = records.schema(subject.kind(), reach).fields().stream()
                .filter(field -> field.searchable() && !field.readOnly())
                .toList();
        Map<String, @Nullable Object> sent = record(subject.key(), "a@x.example");
        searchable.forEach(field -> sent.putIfAbsent(field.name(), "v-" + field.id() + "@x"));
        sync(null, sent, record(subject.key(), "b@x.example"));

        assertThat(searchable).isNotEmpty();
        assertThat(searchable).allSatisfy(field -> {
            String value = String.valueOf(sent.get(field.name()));
            assertThat(find(field.name(), value)).hasSize(1);
            assertThat(find(field.name(), value + ",other")).hasSize(1);
            assertThat(find(field.name(), "other")).isEmpty();
        });
    }

    @Test
    void shouldFindByWhatAFieldHoldsNowAndNotByWhatItHeld() {
        sync(null, record(subject.key(), "a@x.example", subject.pagedBy(), "old@x.example"));
        int id = id(subject.pagedBy(), "old@x.example");

        byId(record("id", id, subject.pagedBy(), "new@x.example"));
        assertThat(find(subject.pagedBy(), "new@x.example")).hasSize(1);
        assertThat(find(subject.pagedBy(), "old@x.example")).isEmpty();

        byId(record("id", id, subject.pagedBy(), null));
        assertThat(find(subject.pagedBy(), "new@x.example")).isEmpty();
    }

    @Test
    void shouldUpdateWhatIsNamedByIdAndMakeNothing() {
        sync(null, record(subject.key(), "a@x.example"));
        int id = id(subject.key(), "a@x.example");

        List<Outcome> outcomes = byId(record("id", id, subject.text(), "x"), record("id", 1), record("id", null));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Updated(new Outcome.Key.Id(id)));
        assertThat(codes(outcomes))
                .containsExactly("", number(subject.kind().errors().missing()), "1003");
        assertThat(codes(sync(
                        null,
                        record("id", null, subject.key(), "b@x.example"),
                        record("id", id, subject.key(), "c@x.example"))))
                .containsExactly("", "1003");
    }

    @Test
    void shouldPageWithoutDoublesWhileOthersWrite() {
        for (int i = 0; i < 7; i++) {
            sync("createOnly", record(subject.key(), "k" + i + "@x.example", subject.pagedBy(), value(i)));
        }
        Parameters filter = filter(
                        subject.pagedBy(),
                        IntStream.range(0, 20)
                                .mapToObj(this::value)
                                .reduce((a, b) -> a + "," + b)
                                .orElseThrow())
                .and(Map.of("batchSize", List.of("3")));

        List<@Nullable Object> read = new ArrayList<>();
        @Nullable String token = "";
        int made = 7;
        while (token != null) {
            RecordPage page = page(reach, filter.and(Map.of("nextPageToken", List.of(token))));
            page.records().forEach(found -> read.add(found.get("id")));
            token = page.nextPageToken();
            if (made < 9) {
                sync("createOnly", record(subject.key(), "k" + made + "@x.example", subject.pagedBy(), value(made)));
                made++;
            }
        }

        assertThat(read).doesNotHaveDuplicates().hasSize(9);
    }

    @Test
    void shouldDelete() {
        sync(null, record(subject.key(), "a@x.example"), record(subject.key(), "b@x.example"));
        int id = id(subject.key(), "a@x.example");

        List<Outcome> outcomes =
                records.deleteById(subject.kind(), reach, List.of(record("ID", id), record("id", id), record()));

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Deleted(new Outcome.Key.Id(id)));
        assertThat(codes(outcomes))
                .containsExactly("", number(subject.kind().errors().missing()), "1002");
        assertThat(find(subject.key(), "a@x.example")).isEmpty();
        assertThat(find(subject.key(), "b@x.example")).hasSize(1);
        assertThat(sync(null, record(subject.key(), "a@x.example"))).hasOnlyElementsOfType(Outcome.Created.class);
    }

    @Test
    void shouldKeepSubscriptionsApart() {
        sync(null, record(subject.key(), "a@x.example"));
        int id = id(subject.key(), "a@x.example");
        Reach other = reach();

        assertThat(query(other, filter(subject.key(), "a@x.example"))).isEmpty();
        assertThat(query(other, filter("id", String.valueOf(id)))).isEmpty();
        assertThat(codes(records.deleteById(subject.kind(), other, List.of(record("id", id)))))
                .containsExactly(number(subject.kind().errors().missing()));
        assertThat(records.sync(subject.kind(), other, request(null, List.of(record(subject.key(), "a@x.example")))))
                .hasOnlyElementsOfType(Outcome.Created.class);
        assertThat(find(subject.key(), "a@x.example")).hasSize(1);
    }

    @Test
    void shouldMakeOneRecordAKeyHoweverManyCallsRunAtOnce() throws Exception {
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Future<List<Outcome>>> calls = new ArrayList<>();

        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                List<Map<String, @Nullable Object>> sent = many(20);
                Collections.shuffle(sent, new Random(thread));
                calls.add(pool.submit(() -> {
                    together.await();
                    return records.sync(subject.kind(), reach, request(null, sent));
                }));
            }
        }

        List<Outcome> outcomes = new ArrayList<>();
        for (Future<List<Outcome>> call : calls) {
            outcomes.addAll(call.get());
        }
        assertThat(outcomes.stream().filter(Outcome.Created.class::isInstance)).hasSize(20);
        assertThat(outcomes.stream().filter(Outcome.Updated.class::isInstance)).hasSize(20 * (threads - 1));
    }

    private static Reach reach() {
        return new Reach(TestStore.subscription().id(), Set.of(1), Map.of("default", 1));
    }

    private String value(int number) {
        return "v" + number + "@x.example";
    }

    @SafeVarargs
    private List<Outcome> sync(@Nullable String action, Map<String, @Nullable Object>... sent) {
        return records.sync(subject.kind(), reach, request(action, Arrays.asList(sent)));
    }

    /** With the default action, records found by their ids. */
    @SafeVarargs
    private List<Outcome> byId(Map<String, @Nullable Object>... sent) {
        boolean leads = subject.kind().family() == Kind.Family.LEADS;
        return records.sync(
                subject.kind(),
                reach,
                TestInput.body(
                        subject.sync(),
                        record(leads ? "lookupField" : "dedupeBy", leads ? "id" : "idField", "input", List.of(sent))));
    }

    private Input request(@Nullable String action, List<Map<String, @Nullable Object>> sent) {
        return TestInput.body(subject.sync(), record("action", action, "input", sent));
    }

    private List<Map<String, @Nullable Object>> find(String filterType, String filterValues) {
        return query(reach, filter(filterType, filterValues).and(Map.of("fields", List.of("id", subject.text()))));
    }

    /** The id of the record with a value in a field. */
    private int id(String filterType, String filterValue) {
        return (Integer)
                Objects.requireNonNull(find(filterType, filterValue).getFirst().get("id"));
    }

    private List<Map<String, @Nullable Object>> query(Reach within, Parameters parameters) {
        return page(within, parameters).records();
    }

    private RecordPage page(Reach within, Parameters parameters) {
        return records.query(subject.kind(), within, TestInput.query(subject.query(), parameters));
    }

    private static Parameters filter(String filterType, String filterValues) {
        return Parameters.of(Map.of("filterType", List.of(filterType), "filterValues", List.of(filterValues)));
    }

    private List<Map<String, @Nullable Object>> many(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> record(subject.key(), "k" + i + "@x.example"))
                .toList());
    }

    private static Map<String, @Nullable Object> record(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> record = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            record.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return record;
    }

    /** The code of each skipped record, else nothing. */
    private static List<String> codes(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome instanceof Outcome.Skipped skipped
                        ? skipped.reason().code()
                        : "")
                .toList();
    }

    private static String number(ErrorCode code) {
        return Integer.toString(code.number());
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused -> assertThat(number(refused.code())).isEqualTo(code));
    }
}
