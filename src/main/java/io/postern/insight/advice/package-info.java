/**
 * Advice on access: the smallest set of permissions for some operations, which of the granted permissions calls have
 * needed, and which access is not used or about to end. In: operations that somebody chose, listed, or was served with,
 * and the rows of access. Out: what to grant, and what to take away. Nothing is changed here.
 */
@NullMarked
package io.postern.insight.advice;

import org.jspecify.annotations.NullMarked;
