package io.postern.data.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.data.leads.Leads;
import io.postern.testing.Cases;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldValuesPropertyTest {
    private final Schema schema = new Schemas().of(Leads.KIND, 1);

    @Test
    void shouldStoreOnlyWhatItStoresAgainTheSame() {
        Cases.run(300, given -> {
            String text = text(given);
            for (Field field : schema.fields()) {
                if (FieldValues.read(field, text) instanceof Reading.Value value) {
                    assertThat(FieldValues.read(field, value.stored())).isEqualTo(value);
                }
            }
        });
    }

    private static String text(Cases.Given given) {
        return switch (given.nextInt(4)) {
            case 0 -> given.text(12, List.of("0", "1", "9", "-", "+", ".", "e", "E", " "));
            case 1 ->
                given.oneOf("%tF", "%1$tFT%1$tTZ", "%1$tFT%1$tT%1$tz", " %1$tF %1$tT")
                        .formatted(Instant.ofEpochSecond(given.between(-70_000_000_000L, 260_000_000_000L))
                                .atZone(ZoneOffset.UTC));
            case 2 -> given.oneOf("true", "FALSE ", "0x10", "1e400", "NaN", "a@b.example", " A@B.example ");
            default -> given.text(40);
        };
    }
}
