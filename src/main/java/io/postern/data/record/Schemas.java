package io.postern.data.record;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fields that the kinds have in each subscription. Thread safe. */
@Singleton
public final class Schemas {
    private final Map<String, Schema> standard = new ConcurrentHashMap<>();

    /** The schema of a kind in a subscription; all have the standard fields of the kind, and no others yet. */
    public Schema of(Kind kind, int subscriptionId) {
        return standard.computeIfAbsent(kind.name(), name -> new Schema(kind, kind.standardFields()));
    }
}
