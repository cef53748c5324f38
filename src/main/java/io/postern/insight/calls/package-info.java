/**
 * What became of calls: when each service was last served with each operation, how long calls took, from where services
 * were called, and errors by day and code. In: a call that begins, ends or is answered with an error. Out: figures,
 * merged with those of other nodes.
 */
@NullMarked
package io.postern.insight.calls;

import org.jspecify.annotations.NullMarked;
