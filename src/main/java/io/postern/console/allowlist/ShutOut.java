package io.postern.console.allowlist;

import io.postern.access.subscription.AllowList;
import io.postern.console.Fingerprint;
import io.postern.console.Formats;
import io.postern.insight.calls.Callers.Recent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The callers that another allow-list would shut out: they may call now, and could not any more.
 *
 * @param you the address of who asks; empty when it may call as before
 * @param callers addresses that called lately, the latest first, each only once
 * @param more how many beyond these there are
 */
public record ShutOut(String you, List<Called> callers, int more, String token) {
    /** As many are named. */
    private static final int NAMED = 5;

    /** Nobody. */
    public static final ShutOut NOBODY = new ShutOut("", List.of(), 0, "");

    /** An address that called, for the last time at a moment; the service is empty when it is gone. */
    public record Called(String address, String service, String lastCalled) {}

    /**
     * Compares the list in force with the one that is asked for.
     *
     * @param before whether an address may call now
     * @param own the address of who asks, where that matters
     * @param recent who called lately, the latest first
     */
    public static ShutOut of(
            Predicate<String> before, AllowList after, Optional<String> own, List<Recent> recent, Formats formats) {
        Predicate<String> lost = address -> before.test(address) && !after.admits(address);
        Map<String, Called> callers = new LinkedHashMap<>();
        for (Recent caller : recent) {
            if (lost.test(caller.address())) {
                callers.putIfAbsent(
                        caller.address(),
                        new Called(caller.address(), caller.serviceName(), formats.instant(caller.lastCalledAt())));
            }
        }
        String you = own.filter(lost).orElse("");
        List<Called> named = callers.values().stream().limit(NAMED).toList();
        return new ShutOut(
                you, named, callers.size() - named.size(), Fingerprint.of(after, you, List.copyOf(callers.keySet())));
    }

    public boolean isNobody() {
        return you.isEmpty() && callers.isEmpty();
    }
}
