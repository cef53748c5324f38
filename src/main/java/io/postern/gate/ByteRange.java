package io.postern.gate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client asks of a file. RFC 9110 §14. */
sealed interface ByteRange {
    Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})", Pattern.CASE_INSENSITIVE);

    /** All of it. */
    record Whole() implements ByteRange {}

    /**
     * A part.
     *
     * @param first the first byte, from 0
     * @param last the last byte, within the file
     */
    record Part(long first, long last) implements ByteRange {}

    /** A part that lies behind the end. */
    record Unsatisfiable() implements ByteRange {}

    /**
     * What a header asks of a file of some length. What is no range of bytes, or several of them, asks for the whole file, as RFC 9110
     * §14.2 lets a server take it.
     */
    static ByteRange of(Optional<String> header, long length) {
        return header.map(text -> ONE_RANGE.matcher(text.strip()))
                .filter(Matcher::matches)
                .map(range -> of(range.group(1), range.group(2), length))
                .orElseGet(Whole::new);
    }

    private static ByteRange of(String first, String last, long length) {
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), length);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Whole();
        }
        return from < length ? new Part(from, Math.min(to, length - 1)) : new Unsatisfiable();
    }

    /** The last bytes. */
    private static ByteRange suffix(long bytes, long length) {
        if (bytes == 0) {
            return new Unsatisfiable();
        }
        return length == 0 ? new Whole() : new Part(Math.max(0, length - bytes), length - 1);
    }
}
