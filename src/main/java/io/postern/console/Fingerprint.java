package io.postern.console;

import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/**
 * What a dialog showed, as a short text that its form carries. Two people may have the same dialog open. Without this
 * text, whoever saves last would undo what the other has saved, without having seen it.
 */
public final class Fingerprint {
    private Fingerprint() {}

    /** A text that differs when any of the values differs. Their {@code toString} must tell everything about them. */
    public static String of(Object... values) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(List.of(values).toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /**
     * To be called within the change, where nothing can change any more.
     *
     * @param shown as the form carries it
     * @param present of what is there now
     * @throws RuleViolation when they are not the same
     */
    public static void require(String shown, String present) {
        if (!shown.equals(present)) {
            throw new RuleViolation(
                    Rule.CHANGED_MEANWHILE, "Somebody else has changed it meanwhile; look at it as it is now");
        }
    }
}
