package io.postern.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Shows of many inputs, made at random, that something holds of each:
 *
 * <pre>{@code
 * Cases.run(given -> {
 *     String text = given.text(40);
 *     assertThat(decoded(encoded(text))).isEqualTo(text);
 * });
 * }</pre>
 *
 * <p>Every run has other cases. A failure names the case, what it was given, and its seed; with {@code -Dpostern.seed=SEED}
 * that case is the first of the next run. The cases of a run follow from its seed alone, so a body takes everything random
 * from what it is given. Nothing is made smaller when it fails, but short lists and texts and small numbers are frequent.
 */
public final class Cases {
    private static final int TRIES = 1000;

    private Cases() {}

    @FunctionalInterface
    public interface Body {
        void check(Given given) throws Exception;
    }

    /** A thousand cases. */
    public static void run(Body body) {
        run(TRIES, body);
    }

    /**
     * So many cases, until one fails.
     *
     * @throws AssertionError with what the case threw as the cause
     */
    public static void run(int tries, Body body) {
        long seed = Long.getLong("postern.seed", new SplittableRandom().nextLong());
        for (int i = 0; i < tries; i++) {
            Given given = new Given(seed + i);
            try {
                body.check(given);
            } catch (Exception | Error failure) {
                throw new AssertionError(
                        "case %d of %d failed, given %s%nrepeat it with -Dpostern.seed=%d%n%s"
                                .formatted(i + 1, tries, printable(given.drawn.toString()), seed + i, failure),
                        failure);
            }
        }
    }

    private static String printable(String text) {
        return text.chars()
                .mapToObj(each -> each >= ' ' && each <= '~' ? Character.toString(each) : "\\u%04x".formatted(each))
                .collect(Collectors.joining());
    }

    /** What one case is given. A failure shows what was drawn by the methods of this class, not those of the interface. */
    public static final class Given implements RandomGenerator {
        /** What programs stumble over: halves of a pair, ends of lines, signs, other digits, turns of the direction. */
        private static final int[] ODD =
                "\udc00\ud83d\0\t\n\r \"'<>&%/\\+;:=,.-_0\u007f\u0085\u00a0äßİıǅ\u0301٣\u200b\u200f\u2028\ufeff\ufffd\uffff😀"
                        .codePoints()
                        .toArray();

        private final RandomGenerator random;
        private final List<Object> drawn = new ArrayList<>();

        private Given(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public long nextLong() {
            return random.nextLong();
        }

        /** From {@code min} to {@code max}, both included; the ends and zero, and what is close above {@code min}, often. */
        public long between(long min, long max) {
            long numbers = Math.addExact(Math.subtractExact(max, min), 1);
            long[] edges = {min, max, Math.clamp(0, min, max), Math.min(min + 1, max), Math.max(max - 1, min)};
            return drawn(
                    switch (nextInt(4)) {
                        case 0 -> edges[nextInt(edges.length)];
                        case 1 -> min + (nextLong(numbers) >>> nextInt(Long.SIZE - Long.numberOfLeadingZeros(numbers)));
                        default -> min + nextLong(numbers);
                    });
        }

        /** As for {@code long}. */
        public int between(int min, int max) {
            return Math.toIntExact(between((long) min, (long) max));
        }

        @SafeVarargs
        public final <T> T oneOf(T... values) {
            return oneOf(List.of(values));
        }

        public <T> T oneOf(List<T> values) {
            return drawn(values.get(nextInt(values.size())));
        }

        /** None to {@code max} of them, none twice, in any order. */
        public <T> List<T> someOf(Collection<T> values, int max) {
            int before = drawn.size();
            List<T> some = new ArrayList<>(values);
            Collections.shuffle(some, this);
            return drawn(before, List.copyOf(some.subList(0, between(0, Math.min(max, some.size())))));
        }

        public <T> List<T> list(int min, int max, Supplier<T> element) {
            int before = drawn.size();
            List<T> list = new ArrayList<>();
            for (int size = between(min, max); size > 0; size--) {
                list.add(element.get());
            }
            return drawn(before, List.copyOf(list));
        }

        public byte[] bytes(int length) {
            int before = drawn.size();
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) between(0, 255);
            }
            drawn(before, HexFormat.of().formatHex(bytes));
            return bytes;
        }

        /** Of none to {@code max} code points: some texts are printable ASCII, others have anything in them. */
        public String text(int max) {
            boolean printable = nextBoolean();
            return joined(max, () -> Character.toString(printable ? nextInt(' ', '~' + 1) : codePoint()));
        }

        /** Of none to {@code max} of these pieces. */
        public String text(int max, List<String> pieces) {
            return joined(max, () -> pieces.get(nextInt(pieces.size())));
        }

        private String joined(int max, Supplier<String> piece) {
            int before = drawn.size();
            return drawn(before, String.join("", list(0, max, piece)));
        }

        private int codePoint() {
            return nextInt(4) == 0 ? ODD[nextInt(ODD.length)] : nextInt(Character.MAX_CODE_POINT + 1) >>> nextInt(14);
        }

        private <T> T drawn(T value) {
            return drawn(drawn.size(), value);
        }

        /** In place of what it was made of. */
        private <T> T drawn(int before, T value) {
            drawn.subList(before, drawn.size()).clear();
            drawn.add(value);
            return value;
        }
    }
}
