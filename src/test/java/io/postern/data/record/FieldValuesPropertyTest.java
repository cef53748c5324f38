package io.postern.data.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.data.leads.StandardFields;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class FieldValuesPropertyTest {
    private final StandardFields fields = new StandardFields();

    @Property(tries = 300)
    void shouldStoreOnlyWhatItStoresAgainTheSame(@ForAll @StringLength(max = 40) String given) {
        for (Field field : fields.all()) {
            if (FieldValues.read(field, given) instanceof Reading.Value value) {
                assertThat(FieldValues.read(field, value.stored())).isEqualTo(value);
            }
        }
    }
}
