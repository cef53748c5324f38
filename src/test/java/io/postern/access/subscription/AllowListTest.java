package io.postern.access.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.foundation.wire.AddressRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllowListTest {
    @Test
    void shouldAdmitWhomAnyEntryNames() {
        AllowList list = AllowList.of(entries("10.0.0.0/8", "2001:db8::7"));

        assertThat(Stream.of("10.1.2.3", "::ffff:10.1.2.3", "2001:db8:0:0:0:0:0:7"))
                .allMatch(list::admits);
        assertThat(Stream.of("11.0.0.1", "2001:db8::8", "", "localhost")).noneMatch(list::admits);
    }

    @Test
    void shouldAdmitEverybodyWhileItIsOff() {
        AllowList list = new AllowList(false, entries("10.0.0.0/8"));

        assertThat(list.admits("192.0.2.1")).isTrue();
        assertThat(list.entries()).hasSize(1);
    }

    @Test
    void shouldNotBeOnWithoutEntries() {
        assertThat(AllowList.of(List.of())).isEqualTo(AllowList.OFF);
        assertThatThrownBy(() -> new AllowList(true, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldHaveNineHundredEntriesAtMost() {
        List<AddressRange> most = IntStream.range(0, AllowList.MOST_ENTRIES)
                .boxed()
                .flatMap(each -> entries("10.0." + each / 256 + "." + each % 256).stream())
                .toList();
        List<AddressRange> tooMany =
                Stream.concat(most.stream(), entries("10.1.0.0").stream()).toList();

        assertThat(AllowList.of(most).admits("10.0.3.131")).isTrue();
        assertThatThrownBy(() -> new AllowList(false, tooMany))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("900 entries at most, not 901");
    }

    @Test
    void shouldTellWhetherItAdmitsNobodyWhomAnotherWouldNot() {
        AllowList wide = AllowList.of(entries("10.0.0.0/8", "2001:db8::/32"));
        AllowList narrow = AllowList.of(entries("10.1.*.*", "10.0.0.7"));
        AllowList kept = new AllowList(false, narrow.entries());

        assertThat(Stream.of(AllowList.OFF, wide, narrow, kept)).allMatch(list -> list.isWithin(AllowList.OFF));
        assertThat(narrow.isWithin(wide)).isTrue();
        assertThat(wide.isWithin(wide)).isTrue();
        assertThat(wide.isWithin(kept))
                .as("a list that is off admits everybody")
                .isTrue();
        assertThat(wide.isWithin(narrow)).isFalse();
        assertThat(AllowList.OFF.isWithin(wide)).isFalse();
        assertThat(kept.isWithin(narrow)).isFalse();
        assertThat(AllowList.of(entries("10.0.0.7", "192.0.2.1")).isWithin(narrow))
                .isFalse();
    }

    private static List<AddressRange> entries(String... texts) {
        return Stream.of(texts)
                .map(AddressRange::parse)
                .flatMap(Optional::stream)
                .toList();
    }
}
