/**
 * The machine that all kinds of records share. A {@link io.postern.data.record.Kind} says as data what its records are: fields, where they
 * lie, what they are told apart by, the errors; {@link io.postern.data.record.Rules} are what it asks beyond that. In: the input of a
 * call, a kind, and whom the caller reaches. Out: an outcome a record, pages of records, or the schema of a kind in a subscription.
 * Values are read and shown as the wire carries them; of HTTP the room knows nothing.
 */
@NullMarked
package io.postern.data.record;

import org.jspecify.annotations.NullMarked;
