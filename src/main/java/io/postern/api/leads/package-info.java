/** Lead endpoints. In: calls on {@code /rest/v1/lead} and {@code /rest/v1/leads}. Out: envelopes with leads or outcomes. */
@NullMarked
package io.postern.api.leads;

import org.jspecify.annotations.NullMarked;
