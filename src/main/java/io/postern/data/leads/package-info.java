/**
 * Leads: the people in the database, as a kind of {@code data.record}. In: the table of their standard fields. Out: the kind, with the
 * rules of partitions.
 */
@NullMarked
package io.postern.data.leads;

import org.jspecify.annotations.NullMarked;
