package io.postern.console.webservices;

import io.postern.access.subscription.AllowList;
import io.postern.console.Formats;
import io.postern.console.Shown;
import io.postern.gate.usage.Callers.Recent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may call now and could not any more with another allow-list.
 *
 * @param you the address of who asks; empty when it may call as before
 * @param callers addresses that called lately, the latest first, each only once
 * @param more how many beyond these there are
 */
public record ShutOut(String you, List<Called> callers, int more, String token) {
    /** As many are named. */
    private static final int NAMED = 5;

    /** Nobody. */
    static final ShutOut NOBODY = new ShutOut("", List.of(), 0, "");

    /** An address that called, for the last time at a moment; the service is empty when it is gone. */
    public record Called(String address, String service, String lastCalled) {}

    static ShutOut of(AllowList before, AllowList after, String own, List<Recent> recent, Formats formats) {
        Map<String, Called> callers = new LinkedHashMap<>();
        for (Recent caller : recent) {
            if (isLost(before, after, caller.address())) {
                callers.putIfAbsent(
                        caller.address(),
                        new Called(caller.address(), caller.serviceName(), formats.instant(caller.lastCalledAt())));
            }
        }
        String you = isLost(before, after, own) ? own : "";
        List<Called> named = callers.values().stream().limit(NAMED).toList();
        return new ShutOut(
                you, named, callers.size() - named.size(), Shown.of(after, you, List.copyOf(callers.keySet())));
    }

    private static boolean isLost(AllowList before, AllowList after, String address) {
        return before.admits(address) && !after.admits(address);
    }

    public boolean isNobody() {
        return you.isEmpty() && callers.isEmpty();
    }
}
