package io.postern.access.subscription;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The id by which clients and people know a subscription: three digits, three capital letters, three digits, joined by
 * hyphens.
 */
public record MunchkinId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{3}-[A-Z]{3}-[0-9]{3}");

    public MunchkinId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a Munchkin id: " + value);
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** A new one. */
    public static MunchkinId random(SecureRandom random) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            letters.append((char) ('A' + random.nextInt(26)));
        }
        return new MunchkinId("%03d-%s-%03d".formatted(random.nextInt(1000), letters, random.nextInt(1000)));
    }

    @Override
    public String toString() {
        return value;
    }
}
