/**
 * The page Web Services: by which addresses the API is called, how much may be called, and from where.
 * In: the settings of the subscription and the counts of {@link io.postern.gate.limits.Usage}. Out: a page, and
 * changes of the addresses that may call.
 */
@NullMarked
package io.postern.console.webservices;

import org.jspecify.annotations.NullMarked;
