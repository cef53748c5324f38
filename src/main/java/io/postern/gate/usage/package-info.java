/**
 * Counts calls by user, service and day, errors by code and day, and knows from where services were called lately. In: a call
 * that was admitted, given back, or answered with an error. Out: totals of a day from memory; the database receives what was
 * counted every second, and gives back what other nodes counted.
 */
@NullMarked
package io.postern.gate.usage;

import org.jspecify.annotations.NullMarked;
