/**
 * All operations of the API: their paths, verbs, permissions, kinds of body and time limits. In: a path and a verb, or the id of an
 * operation. Out: the operation, or that there is none.
 */
@NullMarked
package io.postern.access.operation;

import org.jspecify.annotations.NullMarked;
