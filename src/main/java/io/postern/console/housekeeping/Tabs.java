package io.postern.console.housekeeping;

import java.util.List;

/**
 * The tabs of the page above one of them.
 *
 * @param days the span in days after which something counts as unused
 * @param choices the spans that there are, in days
 */
public record Tabs(Topic topic, int days, List<Integer> choices, List<Tab> all) {
    /** @param count what is found there, as people write it */
    public record Tab(Topic topic, String count, String link) {
        /** For the element of the page. */
        public String id() {
            return "tab-" + topic.name();
        }
    }
}
