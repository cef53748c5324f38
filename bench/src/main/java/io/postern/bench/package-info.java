/**
 * {@code ./postern bench}: measures Postern beside its limits and peers on one machine. {@link io.postern.bench.Bench} holds the
 * rows; each contestant is a process of its own ({@link io.postern.bench.ServerProcess}), the load is made by wrk and pgbench, and
 * {@link io.postern.bench.Report} writes the table. No part of the server.
 */
package io.postern.bench;
