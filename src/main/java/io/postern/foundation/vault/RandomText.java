package io.postern.foundation.vault;

import java.security.SecureRandom;

/** Random letters and digits, each of the 62 equally likely: about 5.95 bits a character. */
public final class RandomText {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private RandomText() {}

    /** A text of the given length, at least 1. */
    public static String of(int length, SecureRandom random) {
        return random.ints(length, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }
}
