package io.postern.access.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.foundation.wire.AddressRange;
import java.util.List;
import java.util.Optional;
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

    private static List<AddressRange> entries(String... texts) {
        return Stream.of(texts)
                .map(AddressRange::parse)
                .flatMap(Optional::stream)
                .toList();
    }
}
