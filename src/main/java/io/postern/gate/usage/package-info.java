/**
 * Knows what is taken of limits: the room of a subscription and of each of its services on this node, the calls by user,
 * service and day, errors by code and day, how long calls took, when each service was last served with each operation, and
 * from where services were called lately. In: a call that asks for room, ends, is
 * given back, or answered with an error. Out: whether there is room, and totals of a day, from memory; the database receives
 * what was counted every second, and gives back what other nodes counted.
 */
@NullMarked
package io.postern.gate.usage;

import org.jspecify.annotations.NullMarked;
