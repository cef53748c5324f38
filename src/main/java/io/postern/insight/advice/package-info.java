/**
 * Which permissions do for which operations: the catalogue of all operations of the documented system, the smallest set
 * of permissions for some of them, and what of the granted ones calls have needed; and what is not used or about to end. In:
 * operations that somebody chose, listed, or was served with, and the rows of access. Out: what to grant, and what to take away;
 * nothing is changed here.
 */
@NullMarked
package io.postern.insight.advice;

import org.jspecify.annotations.NullMarked;
