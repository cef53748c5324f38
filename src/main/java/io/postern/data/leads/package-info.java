/**
 * Leads: the people in the database, their standard fields, and what can be done to them: sync, query, delete. In: records as
 * maps of REST field names to values. Out: an outcome a record, or pages of leads.
 */
@NullMarked
package io.postern.data.leads;

import org.jspecify.annotations.NullMarked;
