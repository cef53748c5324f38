/**
 * What is taken of limits: rate slots and places of a subscription and of each of its services on this node, and the calls of a day by
 * user and service on all nodes. In: a call that asks for capacity, ends, or is given back. Out: whether there is capacity, decided in
 * memory, and totals of days.
 */
@NullMarked
package io.postern.gate.limits;

import org.jspecify.annotations.NullMarked;
