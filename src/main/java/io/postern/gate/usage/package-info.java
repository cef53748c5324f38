/**
 * Counts calls by user, service and day. In: a call that was admitted, or given back. Out: totals of a day from memory; the
 * database receives what was counted every second, and gives back what other nodes counted.
 */
@NullMarked
package io.postern.gate.usage;

import org.jspecify.annotations.NullMarked;
