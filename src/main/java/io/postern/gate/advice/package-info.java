/**
 * Which permissions do for which operations: the catalogue of all operations of the documented system, and the smallest set
 * of permissions for some of them. In: operations that somebody chose, listed, or used. Out: what to grant; nothing is
 * granted here.
 */
@NullMarked
package io.postern.gate.advice;

import org.jspecify.annotations.NullMarked;
