package io.postern.server.startup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.postern.access.directory.Directories;
import io.postern.foundation.store.Store;
import io.postern.gate.limits.Usage;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The meters of a node: whether it is ready, its database, and what it has counted and not written. docs/metrics.md has them. */
@Singleton
final class NodeMetrics {
    private static final double NANOS = 1e9;

    private final Server server;
    private final Directories directories;
    private final Store store;
    private final Usage usage;

    NodeMetrics(Server server, Directories directories, Store store, Usage usage) {
        this.server = server;
        this.directories = directories;
        this.store = store;
        this.usage = usage;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        gauge("postern.ready", "1 while the server is ready, else 0", node -> node.server.isReady() ? 1 : 0)
                .register(registry);
        gauge(
                        "postern.access.confirmation.age",
                        "Time since the database confirmed the view of access; 10 s are too much",
                        node -> node.directories.confirmationAge().toNanos() / NANOS)
                .baseUnit("seconds")
                .register(registry);
        String connections = "postern.database.connections";
        String open = "Open connections to the database";
        gauge(connections, open, node -> node.store.connections().inUse())
                .tag("state", "in-use")
                .register(registry);
        gauge(connections, open, node -> node.store.connections().idle())
                .tag("state", "idle")
                .register(registry);
        gauge(
                        connections + ".limit",
                        "The most connections to the database",
                        node -> node.store.connections().limit())
                .register(registry);
        gauge(
                        "postern.database.waiting",
                        "Threads that wait for a connection to the database",
                        node -> node.store.connections().waiting())
                .register(registry);
        gauge(
                        "postern.usage.pending.calls",
                        "Calls that were counted and are not in the database yet",
                        node -> node.usage.pending())
                .register(registry);
    }

    private Gauge.Builder<NodeMetrics> gauge(String name, String description, ToDoubleFunction<NodeMetrics> value) {
        return Gauge.builder(name, this, value).description(description);
    }
}
