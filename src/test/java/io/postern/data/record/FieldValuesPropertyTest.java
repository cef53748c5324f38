package io.postern.data.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.data.leads.Leads;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class FieldValuesPropertyTest {
    private final Schema schema = new Schemas().of(Leads.KIND, 1);

    @Property(tries = 300)
    void shouldStoreOnlyWhatItStoresAgainTheSame(@ForAll @StringLength(max = 40) String given) {
        for (Field field : schema.fields()) {
            if (FieldValues.read(field, given) instanceof Reading.Value value) {
                assertThat(FieldValues.read(field, value.stored())).isEqualTo(value);
            }
        }
    }
}
