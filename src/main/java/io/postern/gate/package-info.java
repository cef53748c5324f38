/**
 * The way of a call: one table of operations, and the admission of each call in a fixed order and within limits. In: an HTTP
 * request under an API prefix. Out: a {@link io.postern.gate.Call} that reaches the handler of its operation, and what that answers, or
 * an error, in the surface's shape. Decisions are made from memory; only what this node has never seen is read from the database.
 */
@NullMarked
package io.postern.gate;

import org.jspecify.annotations.NullMarked;
