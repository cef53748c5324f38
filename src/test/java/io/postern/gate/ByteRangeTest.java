package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99, 0, 99",
        "bytes=90-1000, 90, 99",
        "bytes=99-, 99, 99",
        "bytes=-1, 99, 99",
        "bytes=-1000, 0, 99",
        "Bytes=5-7, 5, 7"
    })
    void shouldBePartOfTheFile(String header, long first, long last) {
        assertThat(ByteRange.of(Optional.of(header), 100)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void shouldLieBehindTheEnd(String header) {
        assertThat(ByteRange.of(Optional.of(header), 100)).isEqualTo(new ByteRange.Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=7-5",
                "bytes=a-b",
                "lines=1-2",
                "bytes=0-1,5-6",
                "bytes=0-99999999999999999999"
            })
    void shouldBeTheWholeFileWhereNoSingleRangeIsAskedFor(String header) {
        assertThat(ByteRange.of(Optional.of(header), 100)).isEqualTo(new ByteRange.Whole());
    }

    @Test
    void shouldBeTheWholeFileWithoutAHeaderAndNothingOfAnEmptyOne() {
        assertThat(ByteRange.of(Optional.empty(), 100)).isEqualTo(new ByteRange.Whole());
        assertThat(ByteRange.of(Optional.of("bytes=0-0"), 0)).isEqualTo(new ByteRange.Unsatisfiable());
        assertThat(ByteRange.of(Optional.of("bytes=-5"), 0)).isEqualTo(new ByteRange.Whole());
    }
}
