package io.postern.insight.denials;

import io.postern.access.directory.DenialCause;
import io.postern.access.permission.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was refused, with what was looked up of it at the time.
 *
 * @param roles where a permission was missing, the roles that the user held, by name; else none
 * @param since when it was switched off, taken back or ended; null where that is not so, or not known
 * @param by who did that; empty where nobody did, or it is not known
 */
public record Explanation(
        DenialCause cause, List<HeldRole> roles, @Nullable Instant since, String by) {
    /**
     * A role that did not give what was needed.
     *
     * @param gives those of its permissions that are about the same things as what was needed
     */
    public record HeldRole(int id, String name, Set<Permission> gives) {}

    static Explanation of(DenialCause cause) {
        return new Explanation(cause, List.of(), null, "");
    }

    static Explanation since(DenialCause cause, @Nullable Instant since, String by) {
        return new Explanation(cause, List.of(), since, by);
    }
}
