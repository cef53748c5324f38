package io.postern.data.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.data.leads.Leads;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.TestStore;
import io.postern.testing.TestInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A field that a subscription adds is looked up without a column of its own. */
class AddedFieldTest {
    private final Store store = TestStore.store();
    private final Reach reach = new Reach(TestStore.subscription().id(), Set.of(1), Map.of("default", 1));
    private final Field added = new Field(
            9001,
            "shoeBrand",
            "Shoe Brand",
            "ShoeBrand",
            new Field.Values(FieldType.STRING, 255),
            Field.Access.WRITABLE,
            true,
            new Storage.Json(Optional.empty()));
    private final Schema schema = new Schema(
            Leads.KIND,
            Stream.concat(Leads.KIND.standardFields().stream(), Stream.of(added))
                    .toList());

    @Test
    void shouldFindLeadsByIt() {
        List<Outcome> first = sync("Acme");
        List<Outcome> second = sync("Acme");

        assertThat(first).hasOnlyElementsOfType(Outcome.Created.class);
        assertThat(second).containsExactly(new Outcome.Updated(((Outcome.Created) first.getFirst()).key()));
        assertThat(found("Acme")).hasSize(1);
        assertThat(found("acme")).isEmpty();
    }

    private List<Outcome> sync(String value) {
        SyncRequest request = SyncRequest.of(
                TestInput.body(
                        "syncLeadUsingPOST",
                        Map.of("lookupField", "SHOEBRAND", "input", List.of(Map.of("shoebrand", value)))),
                reach,
                schema);
        return store.inTransaction(handle -> Sync.run(
                handle,
                reach,
                request,
                request.records().stream()
                        .map(record -> Sent.read(record, request))
                        .toList(),
                subscription -> Instant.EPOCH));
    }

    private List<Integer> found(String value) {
        return store.with(handle ->
                new RecordStore(handle, schema, reach).find(KeyRule.by(schema.require("shoeBrand")), Set.of(value), 2));
    }
}
