package io.postern.data.leads;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class LeadValuesPropertyTest {
    private final StandardFields fields = new StandardFields();

    @Property(tries = 300)
    void shouldStoreOnlyWhatItStoresAgainTheSame(@ForAll @StringLength(max = 40) String given) {
        for (LeadField field : fields.all()) {
            if (LeadValues.read(field, given) instanceof Reading.Value value) {
                assertThat(LeadValues.read(field, value.stored())).isEqualTo(value);
            }
        }
    }
}
