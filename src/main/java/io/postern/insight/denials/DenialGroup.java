package io.postern.insight.denials;

import java.time.Instant;

/**
 * Denials that have one property in common.
 *
 * @param key the property: a name, an address, a code, or the name of a reason; empty where several are taken together
 * @param serviceId the service where it is grouped by services, else 0
 * @param kinds how many rows there are of it
 * @param calls how often
 * @param lastAt when last
 */
public record DenialGroup(String key, long serviceId, long kinds, long calls, Instant lastAt) {
    /** What denials can be taken together by. */
    public enum By {
        SERVICE("service_name", "service_id"),
        USER("login", "0"),
        OPERATION("operation", "0"),
        ADDRESS("address", "0"),
        CODE("code", "0"),
        REASON("reason", "0");

        private final String column;
        private final String id;

        By(String column, String id) {
            this.column = column;
            this.id = id;
        }

        String column() {
            return column;
        }

        String id() {
            return id;
        }
    }
}
