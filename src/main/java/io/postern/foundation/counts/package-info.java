/**
 * Figures that several nodes add up: kept in memory, merged with the database every second, exactly once also where a node or its
 * connection dies. In: amounts by key and day. Out: the sum of all nodes, as far as this one has learnt it.
 */
@NullMarked
package io.postern.foundation.counts;

import org.jspecify.annotations.NullMarked;
