/**
 * Start and stop: database, master key, first administrator, access file, the regular work of a node, readiness; and the
 * reverse, in order. In: {@link io.postern.server.startup.ServerSettings}. Out: a server that is ready, or one line that
 * says why it is not.
 */
@NullMarked
package io.postern.server.startup;

import org.jspecify.annotations.NullMarked;
