package io.postern.access.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    @ParameterizedTest
    @CsvSource({
        "5, 5, true",
        "4, 5, true",
        "6, 5, false",
        "0, 5, false",
        "5, 0, true",
        "0, 0, true",
    })
    void shouldTellWhetherTheyLetNothingInThatOthersWouldNot(int limit, int other, boolean within) {
        assertThat(new Limits(limit, 1, 1).isWithin(new Limits(other, 1, 1))).isEqualTo(within);
        assertThat(new Limits(1, limit, 1).isWithin(new Limits(1, other, 1))).isEqualTo(within);
        assertThat(new Limits(1, 1, limit).isWithin(new Limits(1, 1, other))).isEqualTo(within);
    }
}
