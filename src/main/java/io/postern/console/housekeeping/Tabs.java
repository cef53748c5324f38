package io.postern.console.housekeeping;

import io.postern.console.LookBack;
import java.util.List;

/**
 * The tabs of the page above one of them.
 *
 * @param lookBack what was used longer ago counts as unused
 * @param recordedSince the day before which no use is known, where that matters; else empty
 */
public record Tabs(Topic topic, LookBack lookBack, String recordedSince, List<Tab> all) {
    /** @param count what is found there, as people write it */
    public record Tab(Topic topic, String count, String link) {
        /** For the element of the page. */
        public String id() {
            return "tab-" + topic.name();
        }
    }
}
