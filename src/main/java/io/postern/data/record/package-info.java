/**
 * What all kinds of records share: fields with their types, what a caller gives for them, whom it reaches, and what became of each
 * record. In: records as callers send them. Out: values as they are stored, and outcomes.
 */
@NullMarked
package io.postern.data.record;

import org.jspecify.annotations.NullMarked;
