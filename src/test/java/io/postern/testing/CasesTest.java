package io.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CasesTest {
    private static final String SEED = "postern.seed";

    private final @Nullable String asked = System.getProperty(SEED);

    @AfterEach
    void leaveTheSeedThatWasAskedFor() {
        seed(asked);
    }

    @Test
    void shouldNameTheSeedOfACaseThatFailsAndBeginWithIt() {
        // given
        List<List<String>> seen = new ArrayList<>();
        Cases.Body body = given -> {
            seen.add(given.list(0, 9, () -> given.text(20)));
            assertThat(seen.getLast()).hasSizeLessThan(7);
        };

        // when
        AssertionError failure = failure(body);
        List<String> failed = seen.getLast();
        int tries = seen.size();
        seed(named(failure));
        seen.clear();
        AssertionError again = failure(body);

        // then
        assertThat(failure).hasMessageContaining("case " + tries + " of 1000 failed");
        assertThat(failure.getCause()).isInstanceOf(AssertionError.class).hasMessageContaining("size");
        assertThat(seen).containsExactly(failed);
        assertThat(again).hasMessageContaining("case 1 of 1000 failed");
        assertThat(named(again)).isEqualTo(named(failure));
    }

    @Test
    void shouldShowWhatACaseWasGiven() {
        AssertionError failure = failure(given -> {
            String text = given.list(2, 2, () -> given.text(1, List.of("ä"))) + " " + given.oneOf(List.of(7)) + " "
                    + given.between(3, 3);
            if (text.startsWith("[ä, ä]")) {
                throw new IOException("on purpose");
            }
        });

        assertThat(failure).hasMessageContaining("given [[\\u00e4, \\u00e4], 7, 3]");
        assertThat(failure.getCause()).isInstanceOf(IOException.class);
    }

    @Test
    void shouldTryAsManyCasesAsItIsToldAndOthersEachTime() {
        seed(null);
        List<Long> numbers = new ArrayList<>();

        Cases.run(10, given -> numbers.add(given.nextLong()));
        Cases.run(10, given -> numbers.add(given.nextLong()));

        assertThat(numbers).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void shouldMeetTheEdges() {
        Set<Object> met = new HashSet<>();
        Cases.run(given -> {
            met.add(given.between(-1_000_000_000_000L, 1_000_000_000_000L));
            met.add(given.between(Integer.MIN_VALUE, Integer.MAX_VALUE));
            met.add(given.text(5));
            met.add(given.list(0, 2, () -> given.between(1, 2)));
            met.add(Set.copyOf(given.someOf(List.of("a", "b"), 3)));
            given.text(30).codePoints().forEach(met::add);
        });

        assertThat(met)
                .contains(-1_000_000_000_000L, 0L, 1_000_000_000_000L)
                .contains(Integer.MIN_VALUE, Integer.MIN_VALUE + 1, 0, Integer.MAX_VALUE - 1, Integer.MAX_VALUE)
                .contains("", List.of(), List.of(1), List.of(2, 1), Set.of(), Set.of("b"), Set.of("a", "b"))
                .contains(0, (int) 'a', (int) '~', (int) 'ß', 0xd83d, 0x1f600);
    }

    @Test
    void shouldStayWithinWhatIsAskedFor() {
        assertThatCode(() -> Cases.run(given -> {
                    assertThat(given.between(-3, 4)).isBetween(-3, 4);
                    assertThat(given.between(0, Long.MAX_VALUE - 1)).isNotNegative();
                    assertThat(given.bytes(16)).hasSize(16);
                    assertThat(given.list(2, 5, given::nextBoolean)).hasSizeBetween(2, 5);
                    assertThat(given.someOf(List.of(1, 2, 3, 4), 3))
                            .hasSizeLessThanOrEqualTo(3)
                            .doesNotHaveDuplicates();
                    assertThat(given.text(9, List.of("a", "bc"))).matches("(a|bc){0,9}");
                }))
                .doesNotThrowAnyException();
    }

    private static AssertionError failure(Cases.Body body) {
        return catchThrowableOfType(AssertionError.class, () -> Cases.run(body));
    }

    private static String named(AssertionError failure) {
        Matcher seed = Pattern.compile("-Dpostern\\.seed=(-?\\d+)").matcher(failure.getMessage());
        assertThat(seed.find()).isTrue();
        return seed.group(1);
    }

    private static void seed(@Nullable String seed) {
        if (seed == null) {
            System.clearProperty(SEED);
        } else {
            System.setProperty(SEED, seed);
        }
    }
}
