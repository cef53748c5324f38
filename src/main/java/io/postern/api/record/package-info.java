/**
 * What the wire shows of records of all kinds. In: outcomes of {@code data.record}. Out: the elements of an answer.
 */
@NullMarked
package io.postern.api.record;

import org.jspecify.annotations.NullMarked;
