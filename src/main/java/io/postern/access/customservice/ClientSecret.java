package io.postern.access.customservice;

import io.postern.foundation.vault.RandomText;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** A client secret in clear text, for as long as somebody needs it. {@code toString} hides it. */
public record ClientSecret(String text) {
    private static final int GENERATED_LENGTH = 32;
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{16,64}");

    public ClientSecret {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a client secret has 16 to 64 printable characters without blanks");
        }
    }

    /** Whether a text can be a client secret: 16 to 64 printable ASCII characters without blanks. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** A new one: 32 letters and digits. */
    public static ClientSecret random(SecureRandom random) {
        return new ClientSecret(RandomText.of(GENERATED_LENGTH, random));
    }

    static ClientSecret of(byte[] bytes) {
        return new ClientSecret(new String(bytes, StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}
