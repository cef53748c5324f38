/**
 * Objects: all kinds of records but leads, which share their operations. In: calls such as those on {@code /rest/v1/salespersons}. Out:
 * envelopes with records, outcomes, or what a kind is.
 */
@NullMarked
package io.postern.api.objects;

import org.jspecify.annotations.NullMarked;
